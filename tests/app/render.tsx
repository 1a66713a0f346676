import { createRequire } from "node:module";
import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";

// the very copy of the router that Remix renders with: a second one would not know the first one's context
const { createStaticHandler, createStaticRouter, StaticRouterProvider } = createRequire(
  import.meta.resolve("@remix-run/react"),
)("react-router-dom/server") as typeof import("react-router-dom/server");

/** The markup that the server would send for this element, as the page at `path`. */
export async function renderPage(element: ReactElement, path = "/"): Promise<string> {
  const handler = createStaticHandler([{ path: "*", element }]);
  const context = await handler.query(new Request(new URL(path, "http://localhost")));
  if (context instanceof Response) throw new Error(`the router answered ${context.status}`);
  return renderToString(
    <StaticRouterProvider router={createStaticRouter(handler.dataRoutes, context)} context={context} hydrate={false} />,
  );
}
