import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { z } from "zod";
import { Glossary } from "#app/components/glossed.tsx";
import { IntakeQuestion } from "#app/components/profile/intake-question.tsx";
import { SaidList } from "#app/components/profile/said-list.tsx";
import { orRefused } from "#app/forms.server.ts";
import { pageGlossary } from "#app/glossary.server.ts";
import { nextOfIntake } from "#app/profile/finish.server.ts";
import { queryOf } from "#app/profile/preview.server.ts";
import { askedView, labelOf, saidInWords } from "#app/profile/words.server.ts";
import { asTenant, companyPage } from "#app/request.server.ts";
import { useText } from "#app/text.tsx";
import { profileForUpdate, profileOf, saveProfileAnswers } from "#db/profile.ts";
import { legalForm, legalFormOf } from "#domain/company.ts";
import { askedFacts, factsToAsk, firstNotAsked, readSaid, sentOf, type SaidProblem } from "#domain/intake.ts";
import { may } from "#domain/permission.ts";
import { differing, saidOf, withSaid } from "#domain/profile.ts";
import { Refusal } from "#domain/refusal.ts";

export async function loader(args: LoaderFunctionArgs) {
  return companyPage(
    args,
    "profile:read",
    ["profile"],
    async (trx, { company, slug, language, role, services: { library } }) => {
      const profile = await profileOf(trx);
      const asked = factsToAsk(library.facts, profile);
      const reader = { library, language };
      const mayEdit = may(role, "profile:edit");
      const query = new URL(args.request.url).searchParams;
      const wanted = asked.find(({ id }) => id === query.get("q"));
      const isList = !mayEdit || query.has("list");
      // opened again it goes on where it was left, at an address of its own that an answer from elsewhere does not move
      const open = isList || wanted ? undefined : firstNotAsked(library.facts, profile);
      if (open) throw redirect(`/c/${slug}/profile?q=${open.id}`);
      const current = isList ? undefined : wanted;
      const { find, views } = pageGlossary(reader);
      return {
        mayEdit,
        isApplied: profile?.appliedAt != null,
        revision: profile?.revision ?? 0,
        asked: asked.map((fact) => {
          const said = profile ? saidOf(profile, fact.id) : undefined;
          return {
            id: fact.id,
            label: labelOf(fact, language),
            sent: sentOf(said),
            words: saidInWords(fact, said, reader),
          };
        }),
        current: current ? askedView(current, { ...reader, find }) : null,
        glossary: views(),
        /** What the company was set up as, to be confirmed. */
        suggested:
          current?.id === legalForm && !(profile && saidOf(profile, legalForm) !== undefined)
            ? legalFormOf(company.subject)
            : null,
      };
    },
  );
}

const SaidForm = z.object({ fact: z.string(), basedOn: z.coerce.number().int().min(0) });
export interface IntakeFeedback {
  fact: string;
  problem: SaidProblem | "changed-meanwhile";
  /** As it was sent, so that nothing is chosen or typed twice. */
  sent: string[];
}

/** Keeps one answer and goes on. Once the profile has been applied, a change leads to its preview. */
export async function action(args: ActionFunctionArgs) {
  const fields = await args.request.formData();
  const form = SaidForm.safeParse(Object.fromEntries(fields));
  const sent = fields.getAll("said").map(String);
  const { library } = args.context.services;
  const { refused, done } = await orRefused(["changed-meanwhile"], () =>
    asTenant(args, "profile:edit", async (trx, { personId, address, now, slug }) => {
      const asked = askedFacts(library.facts);
      const fact = asked.find(({ id }) => form.success && id === form.data.fact);
      if (!form.success || !fact) throw new Refusal("not-found", `no question ${String(fields.get("fact"))}`);
      const read = readSaid(fact, sent);
      if ("problem" in read) return { problem: read.problem };
      const by = { personId, address, now };
      const home = `/c/${slug}`;
      const profile = await profileForUpdate(trx, by);
      const said = { [fact.id]: read.said };
      const ids = asked.map(({ id }) => id);
      if (profile.appliedAt && differing(profile, withSaid(profile, said), ids).length > 0)
        return { to: `${home}/profile/change?${queryOf(said)}` };
      await saveProfileAnswers(trx, { profile, asked: ids, said, basedOn: form.data.basedOn, ...by });
      return { to: await nextOfIntake(trx, { library, home, after: fact.id, by }) };
    }),
  );
  if (done && "to" in done) return redirect(done.to ?? "");
  const feedback = { fact: String(fields.get("fact")), problem: refused ?? done?.problem ?? "missing", sent };
  return data<IntakeFeedback>(feedback, { status: refused ? 409 : 422 });
}

/** After a refusal too: what somebody else has said meanwhile is shown, and can be answered over. */
export const shouldRevalidate = ({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  actionStatus === 409 || defaultShouldRevalidate;

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  {
    title: `${page?.current?.text ?? page?.text["profile.title"] ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín`,
  },
];

export default function ProfileRoute() {
  const { current, glossary, ...page } = useLoaderData<typeof loader>();
  const feedback = useActionData<typeof action>();
  const t = useText();
  if (!current) return <SaidList {...page} />;
  const told = feedback?.fact === current.id ? feedback : undefined;
  return (
    <Glossary terms={glossary}>
      <p className="mb-3 text-sm text-ink-3">{t("profile.title")}</p>
      <IntakeQuestion key={current.id} {...page} current={current} feedback={told} />
    </Glossary>
  );
}
