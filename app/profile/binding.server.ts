import { clauseViews, type ClauseView } from "#app/answering/clauses.server.ts";
import type { CompanyStanding } from "#db/standings.ts";
import type { Subject } from "#domain/company.ts";
import { boundBy, type Bound } from "#domain/content/binding.ts";
import { factValuesOf, type FactValues } from "#domain/content/facts.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import type { Instrument } from "#domain/content/instrument.schema.ts";
import type { Obligation } from "#domain/content/obligation.schema.ts";
import type { GlossFinder } from "#domain/glossary.ts";
import type { ProfileSays } from "#domain/profile.ts";
import { labelled } from "./relief.server.ts";
import { answersInWords, type AnswerView, type Reader } from "./words.server.ts";

/** One duty with its clause, how sure we are, and why it binds or does not. */
export interface DutyView {
  readonly id: string;
  readonly title: string;
  readonly clause: ClauseView;
  readonly confidence: Obligation["confidence"];
  readonly doubt: string | null;
  /** Whom it binds, in the words of the law. */
  readonly binds: string;
  readonly answers: readonly AnswerView[];
  /** Questions that would decide it; while they are open it binds. */
  readonly open: readonly { readonly fact: string; readonly label: string }[];
}

/** The duties of one law, decree or standard. */
export interface InstrumentView {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly duties: readonly DutyView[];
}
/** Law of the country, law of the EU, and what is no law. */
export type Part = "national" | "eu" | "standard";
const parts: readonly Part[] = ["national", "eu", "standard"];

export interface BindingView {
  readonly parts: readonly { readonly part: Part; readonly instruments: readonly InstrumentView[] }[];
  /** Duties of laws that bind, those of severity S4 among them, and those that bind only while something is not known. */
  readonly count: { readonly binding: number; readonly critical: number; readonly open: number };
  /** What is not known, and the duties that it would decide. */
  readonly unknown: readonly {
    readonly fact: string;
    readonly label: string;
    readonly isUnsure: boolean;
    readonly decides: readonly string[];
  }[];
  readonly free: readonly DutyView[];
}

type BindingReader = Reader & { readonly subject: Subject; readonly find?: GlossFinder };
type DutyReader = BindingReader & { readonly facts: FactValues };

/** What binds a firm of this profile and why, by instrument. */
export function bindingView(profile: ProfileSays, { library, ...asked }: BindingReader): BindingView {
  const reader = { library, ...asked, facts: factValuesOf(library.facts, profile.given) };
  const duties = boundBy([...library.obligations.values()], library.facts, profile.given).flatMap((bound) => {
    const instrument = library.instruments.get(bound.item.basis[0]?.split(" ")[0] ?? "");
    const part = instrument && partOf(instrument);
    // a practice of no standard proves that duties were taken seriously, and binds nobody
    if (!instrument || !part || (bound.item.nature === "practice" && part !== "standard")) return [];
    return [{ ...bound, instrument, part }];
  });
  const view = (bound: Bound<Obligation>) => dutyView(bound, profile, reader);
  const binding = duties.filter(({ holds }) => holds);
  const ofLaw = binding.filter(({ part }) => part !== "standard");
  const open = ofLaw.filter((duty) => duty.open.length > 0);
  return {
    parts: parts
      .map((part) => ({
        part,
        instruments: byInstrument(
          binding.filter((duty) => duty.part === part),
          view,
          reader,
        ),
      }))
      .filter(({ instruments }) => instruments.length > 0),
    count: {
      binding: ofLaw.length,
      critical: ofLaw.filter(({ item }) => item.severity === "S4").length,
      open: open.length,
    },
    unknown: labelled([...new Set(open.flatMap((duty) => duty.open))], reader).map(({ fact, label }) => ({
      fact,
      label,
      isUnsure: profile.unsure.includes(fact),
      decides: open.filter((duty) => duty.open.includes(fact)).map(({ item }) => item.title[reader.language]),
    })),
    free: duties.filter(({ holds }) => !holds).map(view),
  };
}

function partOf({ kind }: Instrument): Part {
  if (kind === "standard") return "standard";
  return ["law", "code", "decree", "circular", "resolution"].includes(kind) ? "national" : "eu";
}

/** In the order in which the instruments stand in the content: laws before what carries them out. */
function byInstrument(
  duties: readonly (Bound<Obligation> & { instrument: Instrument })[],
  view: (bound: Bound<Obligation>) => DutyView,
  { library, language }: BindingReader,
): InstrumentView[] {
  const rank = { S4: 0, S3: 1, S2: 2, S1: 3 };
  return [...library.instruments.values()].flatMap((instrument) => {
    const own = duties.filter((duty) => duty.instrument === instrument);
    if (own.length === 0) return [];
    const views = [...own].sort((a, b) => rank[a.item.severity] - rank[b.item.severity]).map(view);
    const name = views[0]?.clause.instrument ?? instrument.number;
    return [{ id: instrument.id, name, title: instrument.title[language], duties: views }];
  });
}

function dutyView({ item, because, open }: Bound<Obligation>, profile: ProfileSays, reader: DutyReader): DutyView {
  const { language } = reader;
  const [clause] = clauseViews([{ obligation: item, relation: "equal", strength: 10 }], reader);
  return {
    id: item.id,
    title: item.title[language],
    clause: clause as ClauseView,
    confidence: item.confidence,
    doubt: item.doubt?.[language] ?? null,
    binds: item.binds[language],
    answers: answersInWords(because, profile, { ...reader, conditions: item.appliesWhen }),
    open: labelled(open, reader),
  };
}

/** A questionnaire, whether it is for this firm, and where the firm stands in it. */
export interface FrameworkView {
  readonly id: string;
  readonly title: string;
  readonly kind: Framework["kind"];
  /** How many of its questions the facts leave; a follow-up question among them waits for the answer that opens it. */
  readonly asked: number;
  /** How many questions it has. */
  readonly of: number;
  /** Where none is asked: the answers that say so. */
  readonly answers: readonly AnswerView[];
  readonly runningId: string | null;
  readonly completedId: string | null;
}

const order: readonly Framework["kind"][] = ["check", "law", "regulation", "standard"];

/** The newest version of each questionnaire: a check first, then laws, then standards, which one chooses. */
export function frameworkViews(
  profile: ProfileSays,
  standings: readonly Pick<CompanyStanding, "frameworkId" | "running" | "completed">[],
  reader: Reader,
): FrameworkView[] {
  const { library, language } = reader;
  const ids = [...new Set(library.frameworks.map(({ id }) => id))];
  return ids
    .map((id) => {
      const { title, kind, questions } = library.latest(id);
      const bound = boundBy(questions, library.facts, profile.given);
      const asked = bound.filter(({ holds }) => holds).length;
      const because = asked > 0 ? [] : (bound[0]?.because ?? []);
      const standing = standings.find(({ frameworkId }) => frameworkId === id);
      return {
        ...{ id, title: title[language], kind, asked, of: questions.length },
        answers: answersInWords(because, profile, reader),
        runningId: standing?.running?.assessmentId ?? null,
        completedId: standing?.completed?.assessmentId ?? null,
      };
    })
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
