import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { freeCheckOf, sheetFor } from "#app/check/sheet.server.ts";
import { CheckFrame } from "#app/components/check/frame.tsx";
import { textFor } from "#app/text.server.ts";

export function loader(args: LoaderFunctionArgs) {
  const { library } = args.context.services;
  return { sheet: sheetFor(freeCheckOf(library)), text: textFor(args, "check", "states") };
}

/** The same questions for everybody, whatever happens; another language loads the page anew. */
export const shouldRevalidate = () => false;

export default function CheckLayout() {
  const { sheet } = useLoaderData<typeof loader>();
  return (
    <CheckFrame>
      <Outlet context={sheet} />
    </CheckFrame>
  );
}
