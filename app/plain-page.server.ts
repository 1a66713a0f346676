import type { Request, Response } from "express";
import { formatMessage } from "#domain/format-message.ts";
import type { Services } from "./context.ts";
import { visitorPreferences } from "./identity/preferences.server.ts";

/** A page for when the app itself cannot draw one: words, the reference, and a way back. */
export function plainPage(
  services: Services,
  request: Request,
  response: Response,
  code: string,
  status: number,
): void {
  const language = visitorPreferences(services.settings, {
    cookie: request.headers.cookie,
    acceptLanguage: request.headers["accept-language"],
  }).language;
  const reference = response.locals.requestId as string;
  const texts = services.library.messages.errors?.[language] ?? {};
  const line = (key: string) => escapeHtml(formatMessage(language, texts[key] ?? key, { reference }));
  response.status(status).type("html").send(`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${line(`${code}-title`)}</title></head>
<body><main><h1>${line(`${code}-title`)}</h1><p>${line(`${code}-body`)}</p><p>${line("reference")}</p><p><a href="/">${line("home")}</a></p></main></body></html>`);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
