import { z } from "zod";

const Env = z.object({
  /** Address that the web server listens on; 127.0.0.1 keeps it on this machine. */
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Where people reach it, for links in mails. Default: http://HOST:PORT; for all addresses of a machine there is none. */
  BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Secrets, the embedded database and uploaded files live under it. */
  DATA_DIR: z.string().min(1).default("./data"),
  /** Content files: laws, questions, texts. */
  CONTENT_DIR: z.string().min(1).default("./content"),
  /** Owner's address of an own PostgreSQL; unset, `npm start` runs an embedded one. May be a pooler in transaction mode. */
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must begin with postgres://"),
  /** The same database without a pooler, for migrations and the queue. */
  DATABASE_DIRECT_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgres://")
    .optional(),
  DATABASE_APP_PASSWORD: z.string().min(16),
  DATABASE_AUTH_PASSWORD: z.string().min(16),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  /** Signs cookies; two, separated by a comma, allow rotation: the first signs, both verify. */
  APP_SECRET: z
    .string()
    .transform((text) => text.split(",").map((secret) => secret.trim()))
    .pipe(z.array(z.string().min(32, "each secret needs 32 characters or more")).min(1).max(2)),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, "must begin with redis://")
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must begin with smtp://")
    .optional(),
  MAIL_FROM: z.string().min(3).default("Chữ Tín <chu-tin@localhost>"),
  SIGN_UP: z.enum(["open", "invited", "closed"]).default("open"),
  /** How many proxies in front set X-Forwarded-For; 0 = the connection's own address counts. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  DEPLOYMENT: z.enum(["trial", "production"]).default("trial"),
  /** Milliseconds to add to the clock are read from this file; refused in production. */
  CLOCK_SHIFT_FILE: z.string().min(1).optional(),
  /** Where the source of what runs here can be had: AGPL §13 wants it offered to everybody who uses it over a network. */
  SOURCE_URL: z.url({ protocol: /^https?$/ }).optional(),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(10),
});

export type Settings = Readonly<{
  host: string;
  port: number;
  baseUrl: string;
  /** Nobody said where people reach it, and it listens on every address: links in mails lead to this machine alone. */
  isBaseUrlGuessed: boolean;
  dataDir: string;
  contentDir: string;
  databaseUrl: string;
  databaseDirectUrl: string;
  appPassword: string;
  authPassword: string;
  poolSize: number;
  secrets: readonly string[];
  redisUrl: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  signUp: "open" | "invited" | "closed";
  trustedProxies: number;
  logLevel: string;
  deployment: "trial" | "production";
  clockShiftFile: string | undefined;
  sourceUrl: string | undefined;
  workerConcurrency: number;
}>;

/** Says which settings are wrong and how, one line each. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/**
 * All settings, read once. An empty value counts as unset.
 * @throws {SettingsError} naming each wrong setting
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = Env.safeParse(given);
  if (!parsed.success) {
    throw new SettingsError(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"));
  }
  const env = parsed.data;
  if (env.CLOCK_SHIFT_FILE && env.DEPLOYMENT === "production") {
    throw new SettingsError("CLOCK_SHIFT_FILE: the clock of a production installation is not moved");
  }
  const listensEverywhere = env.HOST === "0.0.0.0" || env.HOST === "::";
  const isBaseUrlGuessed = env.BASE_URL === undefined && listensEverywhere;
  if (isBaseUrlGuessed && env.DEPLOYMENT === "production") {
    throw new SettingsError(
      `BASE_URL: with HOST=${env.HOST} say where people reach it, or links in mails lead nowhere`,
    );
  }
  return {
    host: env.HOST,
    port: env.PORT,
    baseUrl: (env.BASE_URL ?? `http://${listensEverywhere ? "localhost" : env.HOST}:${env.PORT}`).replace(/\/$/, ""),
    isBaseUrlGuessed,
    dataDir: env.DATA_DIR,
    contentDir: env.CONTENT_DIR,
    databaseUrl: env.DATABASE_URL,
    databaseDirectUrl: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL,
    appPassword: env.DATABASE_APP_PASSWORD,
    authPassword: env.DATABASE_AUTH_PASSWORD,
    poolSize: env.DATABASE_POOL,
    secrets: env.APP_SECRET,
    redisUrl: env.REDIS_URL,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    signUp: env.SIGN_UP,
    trustedProxies: env.TRUSTED_PROXIES,
    logLevel: env.LOG_LEVEL,
    deployment: env.DEPLOYMENT,
    clockShiftFile: env.CLOCK_SHIFT_FILE,
    sourceUrl: env.SOURCE_URL,
    workerConcurrency: env.WORKER_CONCURRENCY,
  };
}
