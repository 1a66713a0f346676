import { z } from "zod";
import { defineJob } from "./queue.ts";

/** Half a minute to the second attempt, eight to the fifth; what is unsent then is taken up by the sweep. */
export const sendMail = defineJob({
  name: "send-mail",
  attempts: 5,
  backoffMs: 30_000,
  payload: z.strictObject({ tenantId: z.uuid(), mailId: z.uuid() }),
  key: ({ mailId }) => mailId,
});
