import { createRequire } from "node:module";
import type { ComponentType, ReactElement } from "react";
import { renderToString } from "react-dom/server";

/** What is used of the router's server half; Remix brings the router, so its types are not ours to import. */
interface ServerRouter {
  createStaticHandler: (routes: { path: string; element: ReactElement; loader?: () => object }[]) => {
    dataRoutes: unknown;
    query: (request: Request) => Promise<unknown>;
  };
  createStaticRouter: (routes: unknown, context: unknown) => unknown;
  StaticRouterProvider: ComponentType<{ router: unknown; context: unknown; hydrate: boolean }>;
}

// the very copy that Remix renders with: a second one would not know the first one's context
const remix = createRequire(import.meta.url).resolve("@remix-run/react");
const { createStaticHandler, createStaticRouter, StaticRouterProvider } = createRequire(remix)(
  "react-router-dom/server",
) as ServerRouter;

/** The markup that the server would send for this element, as the page at `path`; `data` is what its loader brings. */
export async function renderPage(element: ReactElement, path = "/", data: object = {}): Promise<string> {
  const handler = createStaticHandler([{ path: "*", element, loader: () => data }]);
  const context = await handler.query(new Request(new URL(path, "http://localhost")));
  if (context instanceof Response) throw new Error(`the router answered ${context.status}`);
  const router = createStaticRouter(handler.dataRoutes, context);
  return renderToString(<StaticRouterProvider router={router} context={context} hydrate={false} />);
}
