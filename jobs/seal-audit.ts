import { z } from "zod";
import { defineJob } from "./queue.ts";

/** The sweep asks for it each minute where events wait; nobody needs to ask sooner. */
export const sealAudit = defineJob({
  name: "seal-audit",
  attempts: 5,
  payload: z.strictObject({ tenantId: z.uuid() }),
  key: ({ tenantId }) => tenantId,
});
