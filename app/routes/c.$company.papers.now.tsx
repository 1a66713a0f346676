import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { NowPaper } from "#app/components/papers/now-paper.tsx";
import { Paper } from "#app/components/papers/paper.tsx";
import { contentIn } from "#app/papers/content-version.server.ts";
import { nowView } from "#app/papers/now.server.ts";
import { paperLanguage, paperOf } from "#app/papers/paper.server.ts";
import { companyPage } from "#app/request.server.ts";
import { useText } from "#app/text.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return companyPage(args, "task:read", ["papers"], async (trx, { company, language, now, services: { library } }) => {
    const wanted = paperLanguage(args, language);
    return {
      paper: paperOf(library, wanted),
      content: contentIn(library),
      now: await nowView(trx, { company, library, language: wanted, now }),
    };
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["papers.now-title"] ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function NowRoute() {
  const { paper, content, now, shell } = useLoaderData<typeof loader>();
  const t = useText();
  return (
    <Paper title={t("papers.now-title")} homeTo={`/c/${shell.company.slug}`} paper={paper}>
      <NowPaper company={shell.company} content={content} now={now} />
    </Paper>
  );
}
