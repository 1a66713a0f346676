import { z } from "zod";
import { ReferenceId, Text } from "./text.schema.ts";

/**
 * The obligation relative to the control: `equal` asks the same, `subset` is wholly inside the control, `superset` asks
 * all of it and more, `intersects` shares a part. For the last two `difference` asks the rest in one line.
 */
export type Relation = z.infer<typeof Relation>;
export const Relation = z.enum(["equal", "subset", "superset", "intersects"]);

const Link = z
  .strictObject({
    obligation: ReferenceId,
    relation: Relation,
    /** 1 to 10: how much of what the obligation asks the control carries. */
    strength: z.int().min(1).max(10),
    /** Written so that yes means: the difference is covered. */
    difference: Text.optional(),
  })
  .superRefine(({ relation, difference }, ctx) => {
    const asksMore = relation === "superset" || relation === "intersects";
    if (asksMore && !difference)
      ctx.addIssue({ code: "custom", path: ["relation"], message: `${relation} needs the difference to ask` });
    if (!asksMore && difference)
      ctx.addIssue({ code: "custom", path: ["difference"], message: `${relation} leaves no difference to ask` });
  });

/** What several frameworks ask in their own words. */
export type Control = z.infer<typeof Control>;
export const Control = z.strictObject({
  id: ReferenceId,
  title: Text,
  question: Text,
  /** When it is fully met. */
  met: Text,
  evidence: z.array(Text).min(1),
  links: z.array(Link).default([]),
});
