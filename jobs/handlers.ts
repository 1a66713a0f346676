import { handle, type Handler } from "./queue.ts";
import { openDueAssessment } from "./open-due-assessment.ts";
import { workOpenDueAssessment } from "./open-due-assessment.work.ts";
import { sealAudit } from "./seal-audit.ts";
import { workSealAudit } from "./seal-audit.work.ts";
import { sendMail } from "./send-mail.ts";
import { workSendMail } from "./send-mail.work.ts";
import { sweep } from "./sweep.ts";
import { workSweep } from "./sweep.work.ts";

/** Each job and who does it. */
export const handlers: readonly Handler[] = [
  handle(sweep, workSweep),
  handle(sendMail, workSendMail),
  handle(sealAudit, workSealAudit),
  handle(openDueAssessment, workOpenDueAssessment),
];
