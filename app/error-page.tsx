import { isRouteErrorResponse, Link, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { Logo } from "./components/logo.tsx";
import type { RootData } from "./root.tsx";
import { useText } from "./text.tsx";

/** What happened, the reference that stands in the log, and what still works. `framed`: in a frame, which has its `main`. */
export function ErrorPage({ framed = false }: { framed?: boolean }) {
  const root = useRouteLoaderData<RootData>("root");
  if (framed) return <div className="max-w-prose py-4">{root && <ErrorText />}</div>;
  return (
    <div className="mx-auto max-w-prose px-4 py-6">
      <header>{root && <Brand />}</header>
      <main className="py-10">{root && <ErrorText />}</main>
    </div>
  );
}

function Brand() {
  const t = useText();
  return <Logo to="/" name={t("shell.app-name")} />;
}

function ErrorText() {
  const error = useRouteError();
  const t = useText();
  const response = isRouteErrorResponse(error) ? error : undefined;
  const body = response?.data as { refusal?: string; reference?: string } | undefined;
  const code =
    body?.refusal ?? (response?.status === 404 ? "not-found" : response?.status === 405 ? "not-found" : "failed");
  return (
    <>
      <h1 className="font-serif text-2xl font-semibold">{t(`errors.${code}-title`)}</h1>
      <p className="mt-4 text-ink-2">{t(`errors.${code}-body`)}</p>
      {body?.reference && (
        <p className="mt-6 text-sm text-ink-3">{t("errors.reference", { reference: body.reference })}</p>
      )}
      <p className="mt-6">
        <Link className="text-accent underline" to="/">
          {t("errors.home")}
        </Link>
      </p>
    </>
  );
}
