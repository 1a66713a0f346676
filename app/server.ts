import { randomBytes, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type NextFunction, type Request, type Response } from "express";
import { SettingsError, readSettings } from "#domain/settings.schema.ts";
import { plainPage } from "./plain-page.server.ts";
import { bodyLimit, bodyRefusal, isSameOrigin, securityHeaders, takesFiles } from "./security.server.ts";
import { openServices, type OpenServices } from "./services.server.ts";
import { readVisit } from "./visit.server.ts";

/** The whole of the web process but its listening socket. */
export function createApp(services: OpenServices, build: ServerBuild, clientFolder: string) {
  const { settings, log } = services;
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", settings.trustedProxies);
  app.use(compression());
  app.use("/assets", express.static(`${clientFolder}/assets`, { immutable: true, maxAge: "1y", fallthrough: false }));
  app.use(express.static(clientFolder, { maxAge: "1h", index: false }));

  app.get("/healthz", (_, response) => void response.type("text/plain").send("ok\n"));
  app.get("/readyz", (_, response, next) => {
    services.pools.app
      .query("select 1")
      .then(
        () => response.type("text/plain").send("ready\n"),
        () => response.status(503).type("text/plain").send("database\n"),
      )
      .catch(next);
  });

  app.use((request, response, next) => {
    response.locals.nonce = randomBytes(16).toString("base64");
    response.locals.requestId = randomUUID();
    const started = performance.now();
    response.on("finish", () => {
      const { requestId, tenantId } = response.locals as { requestId: string; tenantId?: string };
      // without its query, which may hold a token; a link's own token is cut, and so is the address of a company or
      // practice, which is made of its name: the tenant's id stands beside it
      const path = request.path.replace(/^(\/[icpq]\/)[^/.]+/i, "$1…");
      log.info(
        {
          requestId,
          tenantId,
          method: request.method,
          path,
          status: response.statusCode,
          ms: Math.round(performance.now() - started),
        },
        "request",
      );
    });
    next();
  });
  app.use(securityHeaders(settings.baseUrl.startsWith("https:")));
  app.use((request, response, next) => {
    response.setHeader("x-request-id", response.locals.requestId as string);
    if (!isSameOrigin(request)) return void plainPage(services, request, response, "wrong-origin", 403);
    const refusal = bodyRefusal(request, bodyLimit(request.path));
    const said = takesFiles(request.path) ? "file-too-large" : "request-too-large";
    if (refusal) return void plainPage(services, request, response, said, refusal);
    // nobody outside may set what the identity library takes for the client's address
    request.headers["x-chu-tin-address"] = request.ip ?? "";
    response.setHeader("cache-control", "private, no-store");
    next();
  });
  app.use((request, response, next) => {
    readVisit(services, request, response).then((visit) => {
      response.locals.visit = visit;
      response.locals.tenantId = visit.access?.tenantId;
      next();
    }, next);
  });
  app.all(
    "*",
    createRequestHandler({
      build,
      mode: process.env.NODE_ENV,
      getLoadContext: (_, { locals }) => ({
        services,
        visit: (locals as { visit: never }).visit,
        nonce: (locals as { nonce: string }).nonce,
        requestId: (locals as { requestId: string }).requestId,
      }),
    }),
  );
  app.use((error: Error, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    log.error({ err: error, requestId: response.locals.requestId as string }, "request failed");
    plainPage(services, request, response, "failed", 503);
  });
  return app;
}

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const services = await openServices(settings);
  const build = (await import(pathToFileURL(resolve("build/server/index.js")).href)) as ServerBuild;
  const server = createServer(createApp(services, build, resolve("build/client")));
  server.on("error", (error: NodeJS.ErrnoException) => {
    console.error(
      error.code === "EADDRINUSE"
        ? `Port ${settings.port} is taken: stop what uses it, or set PORT to another.`
        : error.message,
    );
    process.exit(3);
  });
  server.listen(settings.port, settings.host, () =>
    services.log.info({ host: settings.host, port: settings.port }, "listening"),
  );

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    // running requests end first, then what they hold; a request that hangs does not hold the stop for ever
    setTimeout(() => process.exit(1), 10_000).unref();
    server.close(() => void services.close().then(() => process.exit(0)));
    server.closeIdleConnections();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  main().catch((error: unknown) => {
    console.error(
      error instanceof SettingsError || (error instanceof Error && error.name === "ContentError")
        ? error.message
        : error,
    );
    process.exit(2);
  });
}
