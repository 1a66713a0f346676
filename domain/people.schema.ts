import { z } from "zod";
import { subjects } from "./company.ts";
import { languages } from "./language.ts";
import { linkDays } from "./link.ts";
import { memberRoles, practiceRoles } from "./membership.ts";
import { isDay } from "./schedule.ts";

/*
 * What people type about companies, practices and who belongs to them. The messages are codes, said in the reader's
 * language by `<area>.error-<code>`; `form` is for what no page of ours sends.
 */
const Name = z.string("name-missing").trim().min(1, "name-missing").max(120, "name-long");
const Key = z.uuid("form");
const Zone = z.string("zone-unknown").refine(isZone, "zone-unknown");
const Subject = z.enum(subjects, "subject-missing");
/** Empty for a link that is good for whoever holds it. */
export const OptionalEmail = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "email-wrong")
  .transform((email) => email || null)
  .pipe(z.email("email-wrong").nullable())
  .default(null);
export const Days = z.coerce
  .number("days-wrong")
  .refine((days) => (linkDays as readonly number[]).includes(days), "days-wrong");
const OptionalDay = z
  .string()
  .refine((day) => day === "" || isDay(day), "day-wrong")
  .transform((day) => day || null)
  .default(null);
export const MailLanguage = z.enum(languages, "form");
const Sent = { key: Key, email: OptionalEmail, days: Days, language: MailLanguage };

export const NewCompanyForm = z.object({ key: Key, name: Name, zone: Zone, subject: Subject });
export const CompanyForm = z.object({
  name: Name,
  zone: Zone,
  subject: Subject,
  revision: z.coerce.number("form").int("form").min(1, "form"),
});
export const NewPracticeForm = z.object({ key: Key, name: Name });

const Revoke = z.object({ intent: z.literal("revoke"), linkId: Key });
const Remove = z.object({ intent: z.literal("remove"), memberId: Key });
const Leave = z.object({ intent: z.literal("leave") });

export const PeopleForm = z.discriminatedUnion(
  "intent",
  [
    z.object({ intent: z.literal("invite"), role: z.enum(memberRoles, "role-unknown"), ...Sent }),
    z.object({ intent: z.literal("role"), memberId: Key, role: z.enum(memberRoles, "role-unknown") }),
    Revoke,
    Remove,
    Leave,
  ],
  "form",
);
export const EndEngagement = z.object({ intent: z.literal("end"), engagementId: Key }, "form");
export const ConsultantsForm = z.discriminatedUnion(
  "intent",
  [z.object({ intent: z.literal("invite"), endsOn: OptionalDay, ...Sent }), EndEngagement, Revoke],
  "form",
);
export const PracticePeopleForm = z.discriminatedUnion(
  "intent",
  [
    z.object({ intent: z.literal("invite"), role: z.enum(practiceRoles, "role-unknown"), ...Sent }),
    Revoke,
    Remove,
    Leave,
  ],
  "form",
);

/** `practice`: the slug of one, or empty for a new one of that `name`, which is needed only then. */
export const AcceptForm = z.discriminatedUnion(
  "intent",
  [
    z.object({ intent: z.literal("accept") }),
    z.object({
      intent: z.literal("engage"),
      practice: z.string("practice-missing"),
      key: Key,
      name: z.string().trim(),
    }),
    z.object({ intent: z.literal("switch") }),
  ],
  "form",
);
export const PracticeName = z.object({ name: Name });

/** An IANA zone by its place, `Asia/Tokyo`: not an abbreviation, not an offset. */
function isZone(zone: string): boolean {
  try {
    Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    return false;
  }
  return zone.includes("/");
}
