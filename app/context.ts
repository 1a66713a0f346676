import type { Kysely } from "kysely";
import type { Library } from "#content/library.ts";
import type { Database } from "#db/database.ts";
import type { Language, Theme } from "#domain/language.ts";
import type { Role } from "#domain/permission.ts";
import type { Settings } from "#domain/settings.schema.ts";
import type { FileStore } from "#jobs/file-store.ts";
import type { Logger } from "#jobs/log.ts";
import type { Queue } from "#jobs/queue.ts";
import type { Auth } from "./auth.server.ts";

/** What lives as long as the process. The build bundles modules a second time, so nothing of it is a module's variable. */
export interface Services {
  settings: Settings;
  log: Logger;
  /** As role `app`: under forced row-level security. */
  db: Kysely<Database>;
  auth: Auth;
  queue: Queue;
  library: Library;
  files: FileStore;
  now(): Date;
}

/** Who asks, read in one statement before any loader runs. */
export interface Visit {
  person: {
    id: string;
    name: string;
    email: string;
    emailVerified: boolean;
    language: Language;
    theme: Theme;
    isOperator: boolean;
    sessionId: string;
  } | null;
  /** Of the company that the address names; null for none, or for one that is not theirs. */
  access: { tenantId: string; slug: string; role: Role; practiceId: string | null } | null;
  language: Language;
  theme: Theme;
  /** The one instant of this request. */
  now: Date;
  /** The client's address, for throttling and the audit trail. */
  address: string;
  /** Plain HTTP from another machine: passwords travel in the clear. */
  isInsecure: boolean;
}

declare module "@remix-run/node" {
  interface AppLoadContext {
    services: Services;
    visit: Visit;
    nonce: string;
    requestId: string;
  }
}
