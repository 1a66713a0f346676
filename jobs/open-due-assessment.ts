import { z } from "zod";
import { defineJob } from "./queue.ts";

/** `dueOn` is the day that was due, in the company's zone: with the schedule it names the one opening that it asks for. */
export const openDueAssessment = defineJob({
  name: "open-due-assessment",
  attempts: 5,
  payload: z.strictObject({ tenantId: z.uuid(), scheduleId: z.uuid(), dueOn: z.iso.date() }),
  key: ({ scheduleId, dueOn }) => `${scheduleId}@${dueOn}`,
});
