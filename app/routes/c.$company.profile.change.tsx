import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import {
  Form,
  Link,
  useActionData,
  useLoaderData,
  useNavigation,
  type ShouldRevalidateFunctionArgs,
} from "@remix-run/react";
import { z } from "zod";
import { Banner } from "#app/components/banner.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Consequences, SaidAnew } from "#app/components/profile/change-preview.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { orRefused } from "#app/forms.server.ts";
import { previewOf, saidIn } from "#app/profile/preview.server.ts";
import { asTenant, companyPage } from "#app/request.server.ts";
import { useText } from "#app/text.tsx";
import { applyProfile, profileForUpdate, profileOf, runningAssessmentsOf } from "#db/profile.ts";
import { askedFacts } from "#domain/intake.ts";
import { Refusal } from "#domain/refusal.ts";

export async function loader(args: LoaderFunctionArgs) {
  return companyPage(
    args,
    "profile:edit",
    ["profile", "binding", "states"],
    async (trx, { slug, company, language, services: { library } }) => {
      const said = saidIn(new URL(args.request.url).searchParams, library);
      const profile = await profileOf(trx);
      const running = await runningAssessmentsOf(trx);
      const preview = said && previewOf({ profile, running, said }, { library, language, subject: company.subject });
      // nothing to apply: it was applied already, or the address says nothing that can be
      if (!preview) throw redirect(`/c/${slug}/profile/binding`);
      return {
        preview,
        isFirst: profile?.appliedAt == null,
        basedOn: profile?.revision ?? 0,
        seen: JSON.stringify(Object.fromEntries(running.map(({ id, revision }) => [id, revision]))),
      };
    },
  );
}

const Seen = z.record(z.uuid(), z.int().min(0));
const ApplyForm = z.object({
  basedOn: z.coerce.number().int().min(0),
  seen: z.string().transform((text, context) => {
    try {
      return Seen.parse(JSON.parse(text));
    } catch {
      context.addIssue({ code: "custom", message: "is no list of revisions" });
      return z.NEVER;
    }
  }),
});

/** Applies what the preview showed; pressed twice, once. */
export async function action(args: ActionFunctionArgs) {
  const form = ApplyForm.safeParse(Object.fromEntries(await args.request.formData()));
  const { library } = args.context.services;
  const said = saidIn(new URL(args.request.url).searchParams, library);
  const { refused, done } = await orRefused(["changed-meanwhile"], () =>
    asTenant(args, "profile:edit", async (trx, { slug, personId, address, now }) => {
      if (!form.success || !said) throw new Refusal("invalid-form", "no preview sends such a form");
      const by = { personId, address, now };
      const profile = await profileForUpdate(trx, by);
      const asked = askedFacts(library.facts).map(({ id }) => id);
      await applyProfile(trx, { profile, asked, said, ...form.data, facts: library.facts, library, ...by });
      return `/c/${slug}/profile/binding?changed=1`;
    }),
  );
  if (done) return redirect(done);
  return data({ refused }, { status: 409 });
}

/** After a refusal too: the preview is that of the new state. */
export const shouldRevalidate = ({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  actionStatus === 409 || defaultShouldRevalidate;

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["profile.preview"] ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function ChangeRoute() {
  const { preview, isFirst, basedOn, seen, shell } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const t = useText();
  const isBusy = useNavigation().state === "submitting";
  const profile = `/c/${shell.company.slug}/profile`;
  return (
    <>
      <PageHeader lead={<Link to={`${profile}?list=1`}>{t("profile.title")}</Link>} />
      <div className="grid gap-10">
        {refused && (
          <Banner tone="danger" live>
            {t("profile.preview-stale")}
          </Banner>
        )}
        <Sheet as="div" variant="margin" className="grid gap-4">
          <h1>{t(isFirst ? "profile.preview-first" : "profile.preview")}</h1>
          <p className="max-w-prose text-ink-2">{t("profile.preview-intro")}</p>
          {!isFirst && <SaidAnew changes={preview.changes} />}
          <Form method="post" className="flex flex-wrap gap-3">
            <input type="hidden" name="basedOn" value={basedOn} />
            <input type="hidden" name="seen" value={seen} />
            <Button type="submit" variant="primary" busy={isBusy}>
              {t("profile.apply")}
            </Button>
            <ButtonLink to={`${profile}?list=1`}>{t(isFirst ? "profile.not-yet" : "profile.drop")}</ButtonLink>
          </Form>
        </Sheet>
        <Consequences preview={preview} />
      </div>
    </>
  );
}
