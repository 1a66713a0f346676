import { z } from "zod";
import { Text } from "./text.schema.ts";

/** Texts of one area of the screens, by key. */
export type Messages = z.infer<typeof Messages>;
export const Messages = z.record(
  z.string().regex(/^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/, "is not a key of letters, digits and hyphens"),
  Text,
);
