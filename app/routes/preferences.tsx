import { data, redirect, type ActionFunctionArgs } from "@remix-run/node";
import { rememberedMode } from "#app/answering/mode.server.ts";
import { cookieHeaders } from "#app/identity/answer.server.ts";
import { choosePreferences } from "#app/identity/preferences.server.ts";
import { refusalResponse } from "#app/request.server.ts";
import { PreferencesForm, readForm } from "#domain/identity.schema.ts";
import { nextPath } from "#domain/next-path.ts";
import { Refusal } from "#domain/refusal.ts";

/** There is nothing to see here. */
export function loader() {
  return redirect("/");
}

/**
 * Sets language or light, for a person or for a visitor's browser, or how a person answers, and goes back to where the form
 * stood.
 */
export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const { values, errors } = readForm(PreferencesForm, form);
  if (errors) throw refusalResponse(new Refusal("invalid-form", Object.keys(errors).join()), args);
  const { answering, ...chosen } = values;
  const { services, visit } = args.context;
  const mode = answering && visit.person ? [rememberedMode(services.settings, visit.person.id, answering)] : [];
  const headers = cookieHeaders([...(await choosePreferences(args, chosen)), ...mode]);
  const next = form.get("next");
  // a menu's fetcher names no page: that one stays, and asks for its texts anew
  if (next === null && args.request.headers.get("sec-fetch-dest") === "empty") return data({}, { headers });
  return redirect(nextPath(String(next ?? ""), cameFrom(args.request)), { headers });
}

/** The page of ours that sent the form, when it did not say so itself. */
function cameFrom(request: Request): string {
  const referrer = request.headers.get("referer");
  if (!referrer || !URL.canParse(referrer)) return "/";
  const { pathname, search } = new URL(referrer);
  return nextPath(pathname + search, "/");
}
