import { z } from "zod";
import { defineJob } from "./queue.ts";

/** Once a minute: finds in the database what waits to be done, and asks for it again. */
export const sweep = defineJob({ name: "sweep", attempts: 1, payload: z.strictObject({}), key: () => "sweep" });
