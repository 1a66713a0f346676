import { later } from "#app/components/later.tsx";

/** Few answers are overtaken: the rest do not carry its weight. */
export const Conflict = later(async () => (await import("./conflict.tsx")).Conflict);
