import type { Bond, Library } from "#content/library.ts";
import { articleIn, placeOf } from "#domain/citation.ts";
import type { Subject } from "#domain/company.ts";
import { finesThatHold, type FactValues } from "#domain/content/facts.ts";
import type { Fine, Obligation } from "#domain/content/obligation.schema.ts";
import type { Severity } from "#domain/content/text.schema.ts";
import { formatMessage, type MessageValues } from "#domain/format-message.ts";
import { formatDay, formatNumber, formatVnd } from "#domain/format.ts";
import type { Gloss, GlossFinder } from "#domain/glossary.ts";
import type { Language } from "#domain/language.ts";
import { bandFor, ceilingFor } from "#domain/scoring/fines.ts";

/** A duty with its clause, as a card says it: every string in the reader's language. */
export interface ClauseView {
  readonly id: string;
  readonly instrument: string;
  readonly article: string;
  readonly summary: string;
  /** Where the summary uses words of the glossary. */
  readonly glosses: readonly Gloss[];
  readonly severity: Severity;
  readonly fine: string | null;
  /** In force since when, and how sure we are. */
  readonly standing: string;
}

interface Reader {
  readonly library: Pick<Library, "instruments" | "messages">;
  readonly language: Language;
  /** Whose fine it would be. */
  readonly subject: Subject;
  /** What is known of the firm: a fine that its facts rule out is not shown. */
  readonly facts?: FactValues;
  /** Of a page that explains words. */
  readonly find?: GlossFinder;
}

/** The cards of what a question speaks of, the closest first. */
export function clauseViews(bonds: readonly Bond[], reader: Reader): ClauseView[] {
  return bonds.map(({ obligation }) => clauseView(obligation, reader));
}

function clauseView(obligation: Obligation, reader: Reader): ClauseView {
  const { library, language, facts = {}, find = () => [] } = reader;
  const say = (area: string, key: string, values?: MessageValues) =>
    formatMessage(language, library.messages[area]?.[language][key] ?? key, values);
  const [leading] = obligation.basis;
  const place = leading === undefined ? undefined : placeOf(leading);
  const instrument = place && library.instruments.get(place.instrument);
  const isStandard = instrument?.kind === "standard";
  // a standard binds nobody by itself, and is cited all the same: by its number and a title
  const isNamed = (obligation.nature === "duty" || isStandard) && place !== undefined && instrument !== undefined;
  const article = isNamed ? articleIn(language, instrument.kind, place) : obligation.title[language];
  const inForce =
    isNamed && instrument.inForce ? say("clauses", "in-force", { day: formatDay(language, instrument.inForce) }) : null;
  return {
    id: obligation.id,
    instrument: isNamed
      ? say("clauses", `instrument-${instrument.kind}`, {
          number: instrument.number,
          short: instrument.short[language],
        })
      : say("clauses", "practice"),
    article: isStandard ? `${article} ${obligation.title[language]}` : article,
    summary: obligation.summary[language],
    glosses: find(obligation.summary[language]),
    severity: obligation.severity,
    fine: fineIn(finesThatHold(obligation.fines, facts), reader, say),
    standing: [inForce, say("states", `confidence-${obligation.confidence}`)].filter(Boolean).join(" · "),
  };
}

type Say = (area: string, key: string, values?: MessageValues) => string;

/** The heaviest band, or else the first ceiling; what has no amount stands in the summary. */
function fineIn(fines: readonly Fine[], { language, subject }: Reader, say: Say): string | null {
  const bands = fines.filter((fine) => fine.kind === "band").map((band) => ({ ...band, ...bandFor(band, subject) }));
  const [heaviest] = bands.sort((a, b) => b.to - a.to || b.from - a.from);
  if (heaviest) return say("clauses", "fine-band", { amount: amountIn(heaviest, language, say) });
  for (const fine of fines) {
    if (fine.kind === "revenue") return say("clauses", "fine-up-to-share", { share: percentIn(language, fine.share) });
    if (fine.kind === "proceeds") return say("clauses", "fine-up-to-times", { times: fine.times });
    if (fine.kind === "act")
      return say("clauses", "fine-up-to-act", { amount: formatVnd(language, ceilingFor(fine, { subject }).amount) });
  }
  const tiers = fines.flatMap((fine) => (fine.kind === "gdpr" ? [fine.tier] : []));
  const highest = tiers.sort().at(-1);
  return highest ? say("clauses", `fine-gdpr-${highest}`) : null;
}

const million = 1_000_000;

function amountIn(
  { from, to, unit }: { from: number; to: number; unit: string },
  language: Language,
  say: Say,
): string {
  if (unit !== "VND") return say("clauses", "amount-eur", { from, to });
  const millions = (amount: number) => formatNumber(language, amount / million);
  if (from === 0) return say("clauses", "amount-up-to-millions", { to: millions(to) });
  return say("clauses", "amount-millions", { from: millions(from), to: millions(to) });
}

/** Basis points as a percentage, with a decimal where there is one. */
function percentIn(language: Language, basisPoints: number): string {
  return formatNumber(language, basisPoints / 100);
}
