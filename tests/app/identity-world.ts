import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";
import { createOTP } from "@better-auth/utils/otp";
import { base32 } from "@better-auth/utils/base32";
import { sql } from "kysely";
import { parse } from "yaml";
import { createAuth } from "#app/auth.server.ts";
import type { Services } from "#app/context.ts";
import type { Person } from "#app/request.server.ts";
import { verifyAddress } from "#app/identity/recovery.server.ts";
import { signIn, signUp } from "#app/identity/signing-in.server.ts";
import type { Identifying } from "#app/identity/throttle.server.ts";
import { readVisit } from "#app/visit.server.ts";
import type { Library } from "#content/library.ts";
import { openDatabase, openPool } from "#db/connect.ts";
import type { AuthDatabase } from "#db/identity.ts";
import { INSTALLATION, withTenant } from "#db/tenant.ts";
import { readSettings, type Settings } from "#domain/settings.schema.ts";
import { openFileStore } from "#jobs/file-store.ts";
import { createLog } from "#jobs/log.ts";
import { freshDatabase } from "#tests/database.ts";

export const password = "gốm an nhiên 1987";

/** Identity on a database of its own: the real services but for the queue, which only notes what it is asked. */
export async function openWorld(chosen: Readonly<Record<string, string>> = {}) {
  const database = await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "chu-tin-identity-"));
  const asSet = readSettings({
    DATABASE_URL: database.urls.owner,
    DATABASE_APP_PASSWORD: "app-of-the-tests",
    DATABASE_AUTH_PASSWORD: "auth-of-the-tests",
    APP_SECRET: "first-secret-of-the-tests-0123456789abcdef",
    DATA_DIR: dataDir,
    ...chosen,
  });
  const log = createLog({ name: "test", level: "silent" });
  let clock = new Date("2026-11-24T02:00:00Z");
  const now = () => clock;
  const enqueued: unknown[] = [];
  const queue = {
    enqueue: async (_: unknown, payload: unknown) => void enqueued.push(payload),
  } as unknown as Services["queue"];
  const library = { messages: messagesOf("mail", "identity", "states") } as unknown as Library;
  const pool = openPool(database.urls.auth, { max: 4, name: "chu-tin-auth-test", onError: () => undefined });
  const authDb = openDatabase<AuthDatabase>(pool);
  const servicesWith = (changed: Partial<Settings>): Services => {
    const settings = { ...asSet, ...changed };
    const auth = createAuth({ settings, authDb, db: database.app, queue, library, log, now });
    return { settings, log, db: database.app, auth, queue, library, files: openFileStore(settings), now };
  };
  return {
    database,
    dataDir,
    enqueued,
    services: servicesWith({}),
    servicesWith,
    /** How many statements role `auth` sends meanwhile. */
    async statementsOf(work: () => Promise<unknown>): Promise<number> {
      let count = 0;
      pool.onStatement = () => void count++;
      await work();
      delete pool.onStatement;
      return count;
    },
    /** Moves the clock of the requests that come. */
    wait: (minutes: number) => void (clock = new Date(clock.getTime() + minutes * 60_000)),
    /** The mails to this address, the latest last. */
    async mailsTo(address: string) {
      const rows = await withTenant(database.app, { tenantId: INSTALLATION }, (trx) =>
        trx
          .selectFrom("outbox")
          .select(["kind", "language", "subject", "body_text as text"])
          .where("to_address", "=", address)
          .orderBy(sql`ctid`)
          .execute(),
      );
      return rows.map((mail) => ({ ...mail, token: /[?&]token=([^\s&]+)/.exec(mail.text)?.[1] ?? "" }));
    },
    /** What the trail says of identity, in order. */
    async trail() {
      const rows = await withTenant(database.app, { tenantId: INSTALLATION }, (trx) =>
        trx
          .selectFrom("audit_events")
          .select(["action", "actor_id as by", "object_id as of"])
          .orderBy("event_id")
          .execute(),
      );
      return rows;
    },
    async close() {
      rmSync(dataDir, { recursive: true, force: true });
      await pool.end();
      await database.close();
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

type Asking = Identifying & { params: Record<string, string> };

/** A browser: keeps its cookies, and asks as the server would be asked. */
export class Browser {
  readonly cookies = new Map<string, string>();
  constructor(
    readonly services: Services,
    readonly address = "203.0.113.7",
    readonly userAgent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
  ) {}

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** Takes over Set-Cookie lines, as a browser does. */
  keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = "", ...attributes] = line.split(";");
      const equals = pair.indexOf("=");
      const name = pair.slice(0, equals);
      if (attributes.some((attribute) => attribute.trim() === "Max-Age=0")) this.cookies.delete(name);
      else this.cookies.set(name, pair.slice(equals + 1));
    }
  }

  /** What a loader or action is given for the next request of this browser: a form is sent, without one a page is read. */
  async ask(
    path = "/",
    form?: Readonly<Record<string, string>>,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Asking> {
    const headers = { cookie: this.cookieHeader, "user-agent": this.userAgent, "accept-language": "vi", ...more };
    const response = { append: (_: string, line: string) => this.keep([line]) } as unknown as ExpressResponse;
    const query = Object.fromEntries(new URL(path, "http://127.0.0.1").searchParams);
    const request = { headers, path, query, ip: this.address, protocol: "http" } as unknown as ExpressRequest;
    const visit = await readVisit(this.services, request, response);
    const sent = form && { method: "POST", body: new URLSearchParams(form) };
    return {
      request: new Request(`http://127.0.0.1:3000${path}`, {
        ...sent,
        headers: { ...headers, cookie: this.cookieHeader },
      }),
      context: { services: this.services, visit, nonce: "", requestId: crypto.randomUUID() },
      params: {},
    };
  }

  /** Who is signed in here, as the next request sees it. */
  async person(): Promise<Person | null> {
    return (await this.ask()).context.visit.person;
  }

  /** @throws {Error} when nobody is signed in */
  async askSignedIn(): Promise<{ args: Identifying; person: Person }> {
    const args = await this.ask();
    if (!args.context.visit.person) throw new Error("nobody is signed in");
    return { args, person: args.context.visit.person };
  }
}

let counter = 0;
/** A client address that no test has used before. */
export function freshAddress(): string {
  counter++;
  return `10.1.${Math.floor(counter / 250)}.${(counter % 250) + 1}`;
}

/** A person nobody has met, signed up and signed in on a browser of their own. */
export async function newcomer(world: World, { confirmed = false } = {}) {
  const browser = new Browser(world.services, freshAddress());
  const email = `person${counter}@example.vn`;
  const answer = await signUp(await browser.ask(), { name: `Người ${counter}`, email, password }, null);
  if (answer.outcome !== "signed-in") throw new Error(`sign-up: ${answer.outcome}`);
  browser.keep(answer.cookies);
  if (confirmed) {
    const [mail] = await world.mailsTo(email);
    await verifyAddress(await browser.ask(), mail?.token ?? "");
  }
  return { email, browser, personId: answer.personId };
}

/** Signs in, on a browser that this person never used unless one is given. */
export async function enter(
  world: World,
  email: string,
  { secret = password, browser = new Browser(world.services, freshAddress()), remember = true } = {},
) {
  const answer = await signIn(await browser.ask(), { email, password: secret, remember });
  if ("cookies" in answer) browser.keep(answer.cookies);
  return { browser, answer };
}

/** The code that an authenticator shows for this secret, so many steps of half a minute from now. */
export async function codeOf(secret: string, step = 0): Promise<string> {
  const plain = new TextDecoder().decode(base32.decode(secret.replaceAll(" ", "")));
  return createOTP(plain).hotp(Math.floor(Date.now() / 30_000) + step);
}

/** The texts of these areas, as the library has them; the rest of the content has nothing to do with identity. */
function messagesOf(...areas: string[]) {
  const texts = (area: string) => {
    const file = join(import.meta.dirname, "../../content/messages", `${area}.yaml`);
    const entries = Object.entries(parse(readFileSync(file, "utf8")) as Record<string, { vi: string; en: string }>);
    const inOne = (language: "vi" | "en") => Object.fromEntries(entries.map(([key, text]) => [key, text[language]]));
    return { vi: inOne("vi"), en: inOne("en") };
  };
  return Object.fromEntries(areas.map((area) => [area, texts(area)]));
}
