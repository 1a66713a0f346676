import { z } from "zod";
import { defineJob } from "#jobs/queue.ts";

export const effect = defineJob({
  name: "effect",
  attempts: 1,
  payload: z.strictObject({ tenantId: z.uuid() }),
  key: ({ tenantId }) => tenantId,
});
