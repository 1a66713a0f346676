import type { Request, Response } from "express";
import { accessOf } from "#db/lookup.ts";
import { languages, type Language } from "#domain/language.ts";
import type { Services, Visit } from "./context.ts";
import { visitorPreferences } from "./identity/preferences.server.ts";
import { isRenewalDue, readSessionCookie, renewSession } from "./session.server.ts";

const companyInPath = /^\/c\/([a-z0-9-]{1,60})(?=[/.?]|$)/;

/** Reads who asks, once a request: one statement for session, membership or engagement, and role. */
export async function readVisit(services: Services, request: Request, response: Response): Promise<Visit> {
  const { settings, db } = services;
  const now = services.now();
  const session = readSessionCookie(settings, request.headers.cookie);
  const company = companyInPath.exec(request.path)?.[1] ?? "";
  const access = session ? await accessOf(db, { token: session.token, company, now }) : undefined;
  if (session && access && isRenewalDue(session, access.sessionUpdatedAt))
    await renewSession(services, request, response);
  const { language, theme } =
    access ??
    visitorPreferences(settings, {
      cookie: request.headers.cookie,
      acceptLanguage: request.headers["accept-language"],
    });
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
    language: languageInAddress(request) ?? language,
    theme,
    now,
    address,
    isInsecure:
      request.protocol === "http" && !/^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(request.headers.host ?? ""),
  };
}

/** The sheet behind a link that asks is read in the language that its address names: it needs no cookie. */
function languageInAddress({ path, query }: Request): Language | undefined {
  return path.startsWith("/q/") ? languages.find((language) => language === query.lang) : undefined;
}
