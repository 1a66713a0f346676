import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Services } from "#app/context.ts";
import type { Browser } from "./identity-world.ts";

type Route = (args: LoaderFunctionArgs) => unknown;
export interface Answer {
  status: number;
  /** Where a redirect leads. */
  location: string | null;
  /** What the page is drawn from. */
  page: Record<string, unknown>;
}

/** Asks a route's loader, or with a form its action, as this browser, and reads the answer as Remix would. */
export async function ask(
  route: Route,
  browser: Browser,
  services: Services,
  { path, params = {}, form }: { path: string; params?: Record<string, string>; form?: Record<string, string> },
): Promise<Answer> {
  const args = await browser.ask(path);
  const request = form
    ? new Request(args.request.url, { method: "POST", headers: args.request.headers, body: new URLSearchParams(form) })
    : args.request;
  const context = { ...args.context, services };
  try {
    return await answerOf(await route({ request, params, context }), browser);
  } catch (thrown) {
    if (thrown instanceof Error) throw thrown;
    return answerOf(thrown, browser);
  }
}

async function answerOf(value: unknown, browser: Browser): Promise<Answer> {
  if (value instanceof Response) {
    browser.keep(value.headers.getSetCookie());
    const isJson = value.headers.get("content-type")?.startsWith("application/json");
    const page = isJson ? ((await value.json()) as Answer["page"]) : {};
    return { status: value.status, location: value.headers.get("location"), page };
  }
  const { type, data, init } = value as { type?: string; data: Answer["page"]; init?: ResponseInit | null };
  if (type !== "DataWithResponseInit") return { status: 200, location: null, page: value as Answer["page"] };
  return { status: init?.status ?? 200, location: null, page: data };
}
