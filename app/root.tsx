import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteLoaderData,
  type ShouldRevalidateFunctionArgs,
} from "@remix-run/react";
import type { ReactNode } from "react";
import plexLatin from "@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2?url";
import plexVietnamese from "@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-vietnamese-wght-normal.woff2?url";
import { ErrorPage } from "./error-page.tsx";
import { useNonce } from "./nonce.tsx";
import styles from "./styles/app.css?url";
import { textFor } from "./text.server.ts";
import { TextProvider } from "./text.tsx";

const font = (href: string) =>
  ({ rel: "preload", as: "font", type: "font/woff2", crossOrigin: "anonymous", href }) as const;
export const links: LinksFunction = () => [
  font(plexLatin),
  font(plexVietnamese),
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "manifest", href: "/manifest.webmanifest" },
];
export const meta: MetaFunction = () => [{ title: "Chữ Tín" }];

export function loader(args: LoaderFunctionArgs) {
  const { visit } = args.context;
  const person = visit.person && {
    name: visit.person.name,
    email: visit.person.email,
    emailVerified: visit.person.emailVerified,
    isOperator: visit.person.isOperator,
  };
  return {
    language: visit.language,
    theme: visit.theme,
    person,
    isInsecure: visit.isInsecure,
    text: textFor(args, "shell", "errors"),
  };
}

/** Language, theme and person change by a form that loads the page anew, or by signing in and out. */
export function shouldRevalidate({ formAction, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formAction?.startsWith("/c/") ? false : defaultShouldRevalidate;
}

export type RootData = ReturnType<typeof loader>;

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>("root");
  const nonce = useNonce();
  const theme = root?.theme ?? "system";
  return (
    <html lang={root?.language ?? "vi"} data-theme={theme === "system" ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <Meta />
        <Links />
      </head>
      <body>
        <TextProvider language={root?.language ?? "vi"}>{children}</TextProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
