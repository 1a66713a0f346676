import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findSheet, sheetOf, takeReply, waitFor } from "#app/asking/sheet.server.ts";
import { AskedFrame } from "#app/components/asking/frame.tsx";
import { ClosedSheet, SheetOfQuestions } from "#app/components/asking/sheet.tsx";
import { orRefused } from "#app/forms.server.ts";
import { refusalResponse } from "#app/request.server.ts";
import { statusFor } from "#app/status.ts";
import { textFor } from "#app/text.server.ts";
import { Boxes, ReplyForm } from "#domain/asking.schema.ts";
import { readForm, type FieldErrors } from "#domain/identity.schema.ts";
import { Refusal } from "#domain/refusal.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { services, visit } = args.context;
  const token = args.params.token ?? "";
  const text = textFor(args, "asked", "answering", "states");
  const found = await findSheet(services, token);
  const minutes = found ? null : await waitFor(args, "question-link", visit.address);
  if (minutes !== null) return data({ sheet: { state: "many", minutes } as const, text }, { status: 429 });
  const { language, now } = visit;
  // what draws a preview of a link in a chat does not say which language it reads
  const isLooking = args.request.headers.get("accept-language") !== null;
  const { status, sheet } = await sheetOf(services, found, { language, now, isLooking });
  // the language stands in the address: no cookie is needed, and whoever asked chose the first one
  const url = new URL(args.request.url);
  if ("language" in sheet && !url.searchParams.has("lang")) return redirect(`${here(token)}?lang=${sheet.language}`);
  return data({ sheet, text }, { status });
}

const here = (token: string) => `/q/${encodeURIComponent(token)}`;

export async function action(args: ActionFunctionArgs) {
  const { services, visit } = args.context;
  const token = args.params.token ?? "";
  const form = await args.request.formData();
  const { values, errors } = readForm(ReplyForm, form);
  const boxes = Boxes.safeParse(form.getAll("box"));
  if (errors || !boxes.success) return wrong(form, errors ?? { form: "form" });
  const found = await findSheet(services, token);
  if (!found) throw refusalResponse(new Refusal("not-found", "no such link"), args);
  const minutes = await waitFor(args, "question-reply", found.linkId);
  if (minutes !== null) return wrong(form, { form: "too-many-tries" }, { status: 429, minutes });
  // why not, the sheet itself knows best: it is asked again
  const closed = ["link-used", "link-expired", "assessment-locked", "not-asked", "changed-meanwhile"] as const;
  const mended = ["unknown-choice", "reason-needed", "not-applicable-refused", "answered-meanwhile"] as const;
  const { refused } = await orRefused([...closed, ...mended, "not-found"], () =>
    takeReply(args, found, { ...values, boxes: boxes.data }),
  );
  const code = mended.find((each) => each === refused);
  if (code) return wrong(form, fieldOf(code, values.reply), { status: statusFor(code) });
  return redirect(`${here(token)}?lang=${visit.language}`);
}

function fieldOf(code: string, reply: string | undefined): FieldErrors {
  if (code === "reason-needed") return { reason: code };
  if (code === "answered-meanwhile") return { form: code };
  return { reply: reply === undefined && code === "unknown-choice" ? "nothing" : code };
}

/** What was wrong, and all that was typed. */
function wrong(form: FormData, errors: FieldErrors, { status = 422, minutes = 0 } = {}) {
  const typed = Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  return data({ errors, minutes, typed, boxes: form.getAll("box").map(String) }, { status });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  {
    title:
      page && "company" in page.sheet
        ? (page.text["asked.page-title"]?.replace("{company}", page.sheet.company) ?? "")
        : "Chữ Tín",
  },
  // a page that a token opens is nobody's to find
  { name: "robots", content: "noindex, nofollow" },
];

export default function AskedRoute() {
  const { sheet } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <AskedFrame>
      {sheet.state === "open" ? <SheetOfQuestions sheet={sheet} refused={refused} /> : <ClosedSheet sheet={sheet} />}
    </AskedFrame>
  );
}
