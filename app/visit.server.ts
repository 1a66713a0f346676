import type { Request, Response } from "express";
import { accessOf } from "#db/lookup.ts";
import { isLanguage, isTheme, languageFromHeader } from "#domain/language.ts";
import type { Services, Visit } from "./context.ts";
import { cookiesOf, rollSession, sessionTokenOf } from "./session.server.ts";

const companyInPath = /^\/c\/([a-z0-9-]{1,60})(?=[/.?]|$)/;
const dayMs = 24 * 60 * 60 * 1000;

/** Reads who asks, once a request: one statement for session, membership or engagement, and role. */
export async function readVisit(services: Services, request: Request, response: Response): Promise<Visit> {
  const { settings, db } = services;
  const now = services.now();
  const cookies = cookiesOf(request.headers.cookie);
  const token = await sessionTokenOf(settings, request.headers.cookie);
  const company = companyInPath.exec(request.path)?.[1] ?? "";
  const access = token === undefined ? undefined : await accessOf(db, { token, company, now });
  if (access && now.getTime() - access.sessionUpdatedAt.getTime() > dayMs)
    await rollSession(services, request, response);
  const language =
    access?.language ??
    (isLanguage(cookies.language) ? cookies.language : languageFromHeader(request.headers["accept-language"]));
  const theme = access?.theme ?? (isTheme(cookies.theme) ? cookies.theme : "system");
  const address = request.ip ?? "";
  return {
    person: access
      ? {
          id: access.personId,
          name: access.name,
          email: access.email,
          emailVerified: access.emailVerified,
          language,
          theme,
          isOperator: access.isOperator,
          sessionId: access.sessionId,
        }
      : null,
    access:
      access?.tenantId && access.role
        ? { tenantId: access.tenantId, slug: company, role: access.role, practiceId: access.practiceId }
        : null,
    language,
    theme,
    now,
    address,
    isInsecure:
      request.protocol === "http" && !/^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(request.headers.host ?? ""),
  };
}
