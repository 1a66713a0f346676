import { z } from "zod";

/** One string as people read it: composed letters (ặ as one), nothing at its ends that an editor left there. */
const Words = z
  .string()
  .min(1, "is empty")
  .refine((words) => words === words.trim(), "begins or ends with a space")
  .refine((words) => words === words.normalize("NFC"), "has letters and marks apart (not Unicode NFC): retype it");

/** The same thing said in both languages; neither may be missing. */
export type Text = z.infer<typeof Text>;
export const Text = z.strictObject({ vi: Words, en: Words });

/** How sure we are: H read in the statute and matched, M one copy or several secondary sources, L to be verified. */
export type Confidence = z.infer<typeof Confidence>;
export const Confidence = z.enum(["H", "M", "L"]);

/** S4 one failure exposes most customers or breaks a legal clock … S1 housekeeping. */
export type Severity = z.infer<typeof Severity>;
export const Severity = z.enum(["S1", "S2", "S3", "S4"]);

/**
 * A place in an instrument: its id, a space, the article with its parts: `vn-law-91-2025 9.4.d` is Điều 9 khoản 4 điểm
 * d; `iso-27001-2022 A.5.9` a control of an annex.
 */
export const Citation = z
  .string()
  .regex(/^[a-z0-9-]+ [A-Z0-9]+(\.[a-zđ0-9]+)*$/, 'is not a citation such as "vn-law-91-2025 9.4.d"');

/** An id as files and addresses carry it. */
export const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "is not an id of small letters, digits and hyphens");

/** The ids of reference works, printed as they stand there: VN-OFF-06, ISO-A.5.9, CC-HR-04, PB-45. */
export const ReferenceId = z
  .string()
  .regex(/^[A-Z]+(-[A-Za-z0-9.]+)+$/, "is not a reference id of capitals and hyphens, such as VN-OFF-06");
