import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Outlet, useMatches, useRouteLoaderData, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { ErrorPage } from "#app/error-page.tsx";
import { CompanyFrame } from "#app/frame/company-frame.tsx";
import { FramedError } from "#app/frame/person-frame.tsx";
import type { ShellData } from "#app/request.server.ts";

/** Costs no statement: what the visit knows already, for the frame of a page that could not be read. */
export function loader({ context }: LoaderFunctionArgs) {
  const { access } = context.visit;
  return { access: access && { slug: access.slug, role: access.role } };
}

export function shouldRevalidate({ currentParams, nextParams }: ShouldRevalidateFunctionArgs) {
  return currentParams.company !== nextParams.company;
}

/** For a page that could not be read; one that could names itself, since a layout's title does not see what is within. */
export const meta: MetaFunction = () => [{ title: "Chữ Tín" }];

function shellIn(data: unknown): ShellData | undefined {
  return (data as { shell?: ShellData } | null | undefined)?.shell;
}

/** The page within brings the frame's data, so that the frame asks the database for nothing of its own. */
export default function CompanyLayout() {
  const shell = useMatches()
    .map(({ data }) => shellIn(data))
    .findLast(Boolean);
  if (!shell) return <Outlet />;
  const { slug, name, openTasks } = shell.company;
  return (
    <CompanyFrame slug={slug} name={name} role={shell.role} openTasks={openTasks}>
      <Outlet />
    </CompanyFrame>
  );
}

export function ErrorBoundary() {
  const access = useRouteLoaderData<typeof loader>("routes/c.$company")?.access;
  if (!access) return <FramedError />;
  return (
    <CompanyFrame {...access} name={access.slug} openTasks={0}>
      <ErrorPage framed />
    </CompanyFrame>
  );
}
