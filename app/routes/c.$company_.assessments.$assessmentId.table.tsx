import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { loadAnswering } from "#app/answering/load.server.ts";
import { filterIn } from "#app/answering/table.ts";
import { TableScreen } from "#app/components/answering-table/screen.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const page = await loadAnswering(args, {
    areas: ["answering", "asking", "evidence", "states", "table"],
    isExplained: false,
  });
  return { ...page, filter: filterIn(new URL(args.request.url).searchParams) };
}

/** The screen keeps itself up to date: no save asks for the page again. */
export function shouldRevalidate({ currentParams, nextParams }: ShouldRevalidateFunctionArgs) {
  return currentParams.assessmentId !== nextParams.assessmentId;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page ? `${page.answering.framework.title} · ${page.answering.company.name} · Chữ Tín` : "Chữ Tín" },
];

export default function TableRoute() {
  const { answering, attached, filter } = useLoaderData<typeof loader>();
  return <TableScreen key={answering.assessment.id} answering={answering} attached={attached} filter={filter} />;
}
