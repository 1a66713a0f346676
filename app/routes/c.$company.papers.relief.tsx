import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Paper } from "#app/components/papers/paper.tsx";
import { ReliefPaper } from "#app/components/papers/relief-paper.tsx";
import { contentIn } from "#app/papers/content-version.server.ts";
import { paperLanguage, paperOf } from "#app/papers/paper.server.ts";
import { reliefView } from "#app/papers/relief.server.ts";
import { companyPage } from "#app/request.server.ts";
import { useText } from "#app/text.tsx";
import { profileOf } from "#db/profile.ts";
import { may } from "#domain/permission.ts";

export async function loader(args: LoaderFunctionArgs) {
  return companyPage(args, "profile:read", ["papers"], async (trx, { company, language, now, role, services }) => {
    const { library } = services;
    const wanted = paperLanguage(args, language);
    return {
      paper: paperOf(library, wanted),
      content: contentIn(library),
      relief: reliefView(await profileOf(trx), { company, library, language: wanted, now }),
      canFill: may(role, "profile:edit"),
    };
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["papers.relief-title"] ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function ReliefRoute() {
  const { paper, content, relief, canFill, shell } = useLoaderData<typeof loader>();
  const t = useText();
  const home = `/c/${shell.company.slug}`;
  return (
    <Paper
      title={t("papers.relief-title")}
      homeTo={home}
      paper={paper}
      actions={
        canFill &&
        relief.standing === "unknown" && (
          <ButtonLink variant="primary" size="small" to={`${home}/profile`}>
            {t("papers.relief-fill")}
          </ButtonLink>
        )
      }
    >
      <ReliefPaper company={shell.company} content={content} relief={relief} />
    </Paper>
  );
}
