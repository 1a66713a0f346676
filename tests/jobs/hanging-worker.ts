// A worker process as `jobs/worker.ts` is one, but for this: having opened a due assessment it never comes to an end.
import { readSettings } from "#domain/settings.schema.ts";
import { handlers } from "#jobs/handlers.ts";
import { createLog } from "#jobs/log.ts";
import { openDueAssessment } from "#jobs/open-due-assessment.ts";
import { workOpenDueAssessment } from "#jobs/open-due-assessment.work.ts";
import { handle } from "#jobs/queue.ts";
import { startWorker } from "#jobs/worker.ts";

const settings = readSettings(process.env);
const log = createLog({ name: "worker", level: settings.logLevel });
const hanging = handle(openDueAssessment, async (payload, ports) => {
  await workOpenDueAssessment(payload, ports);
  log.info("effect taken");
  await new Promise(() => undefined);
});
await startWorker(settings, { log, handlers: [...handlers.filter(({ job }) => job !== openDueAssessment), hanging] });
