import { pino, type DestinationStream, type Logger } from "pino";

export type { Logger };

/** Names of fields that hold what is somebody's own. The log says who by id. */
const personal = [
  ...["name", "email", "to", "from", "address", "ip", "userAgent", "phone"],
  ...["password", "token", "secret", "cookie", "authorization", "setCookie"],
  ...["subject", "text", "html", "note", "reason", "detail", "value"],
];
const paths = personal.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
/** An e-mail address, or an escape of JSON, which must not lose a letter to an address behind it. */
const addressOrEscape = /\\(?:u[0-9a-f]{4}|.)|[^\s"'<>()[\],;:\\]+@[^\s"'<>()[\],;:\\]+/g;

/** The text, or line of JSON, without anybody's e-mail address: what a library says of its own failing may quote one. */
export function withoutAddresses(text: string): string {
  return text.replace(addressOrEscape, (found) => (found.startsWith("\\") ? found : "<address>"));
}

/**
 * Lines of JSON on standard output, with ids and without personal data.
 * @param name of the process: web, worker
 */
export function createLog({ name, level }: { name: string; level: string }, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { process: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths, censor: "<personal>" },
    serializers: { err: errorOf },
    hooks: { streamWrite: withoutAddresses },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** What of an error goes into the log: PostgreSQL's detail, for one, quotes the row, so only what is named here does. */
function errorOf(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code: String(code) }),
    ...(error.cause === undefined ? {} : { cause: errorOf(error.cause) }),
    stack: error.stack,
  };
}
