import type { LinksFunction, MetaFunction } from "@remix-run/node";
import { useSearchParams } from "@remix-run/react";
import { Logo } from "#app/components/logo.tsx";
import { SegmentedLinks } from "#app/components/segmented.tsx";
import { Buttons, Choices, Colors, Inputs, Marks } from "#app/components/specimen-controls.tsx";
import { ShellSpecimen, SignInSpecimen } from "#app/components/specimen-frames.tsx";
import { Laws, Messages, Overlays, Sharing } from "#app/components/specimen-messages.tsx";
import { Measures, Tables } from "#app/components/specimen-tables.tsx";
import { words } from "#app/components/specimens.ts";
import { ToastProvider } from "#app/components/toast.tsx";
import { SkipLink } from "#app/components/visually-hidden.tsx";
import specimenStyles from "#app/styles/specimens.css?url";

export const meta: MetaFunction = () => [{ title: `${words.title} · ${words.brand}` }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: specimenStyles }];

/** Every component in every state, for who builds pages: `?part=shell` and `?part=sign-in` show the two frames. */
export default function ComponentsRoute() {
  const [search] = useSearchParams();
  const part = search.get("part") ?? "sheet";
  if (part === "shell") return <ShellSpecimen />;
  if (part === "sign-in") return <SignInSpecimen />;
  return (
    <ToastProvider closeLabel={words.messages.close}>
      <SkipLink>{words.skip}</SkipLink>
      <main id="main" tabIndex={-1} className="mx-auto max-w-312 px-4 pt-6 pb-20 md:px-6">
        <div className="flex flex-wrap items-center justify-between gap-3 pb-6">
          <Logo to="/" name={words.brand} />
          <SegmentedLinks
            label={words.pagesLabel}
            options={words.pages.map((page) => ({
              label: page.label,
              to: `?part=${page.part}`,
              current: page.part === part,
            }))}
          />
        </div>
        <h1 className="pb-6">{words.title}</h1>
        <Colors />
        <Marks />
        <Buttons />
        <Inputs />
        <Choices />
        <Messages />
        <Overlays />
        <Tables />
        <Measures />
        <Laws />
        <Sharing />
      </main>
    </ToastProvider>
  );
}
