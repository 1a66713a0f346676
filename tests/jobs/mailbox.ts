import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  from: string;
  to: string[];
  /** By lower-case name, unfolded and decoded. */
  headers: Map<string, string>;
  text: string;
  html: string;
}
/** What the server says to a whole mail: it takes it, or a code and why not. */
type Answer = "take" | { code: number; because: string };

export interface Mailbox {
  url: string;
  /** Taken mails. */
  received: ReceivedMail[];
  /** How many mails were handed over, taken or not. */
  handed(): number;
  answer(next: (mail: ReceivedMail) => Answer | Promise<Answer>): void;
  refuseRecipients(code: number | null): void;
  close(): Promise<void>;
}

/** A real SMTP server on a free port. */
export async function openMailbox(): Promise<Mailbox> {
  const received: ReceivedMail[] = [];
  let handed = 0;
  let answer: (mail: ReceivedMail) => Answer | Promise<Answer> = () => "take";
  let recipientCode: number | null = null;
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    onRcptTo(_, __, done) {
      if (recipientCode === null) done();
      else done(Object.assign(new Error("no such user here"), { responseCode: recipientCode }));
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        handed += 1;
        const from = envelope.mailFrom ? envelope.mailFrom.address : "";
        const to = envelope.rcptTo.map(({ address }) => address);
        const mail = { from, to, ...parsed(Buffer.concat(chunks).toString("latin1")) };
        void Promise.resolve(answer(mail)).then((said) => {
          if (said === "take") received.push(mail);
          done(said === "take" ? null : Object.assign(new Error(said.because), { responseCode: said.code }));
        });
      });
    },
  });
  // a client that is killed breaks its connection off
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    handed: () => handed,
    answer: (next) => (answer = next),
    refuseRecipients: (code) => (recipientCode = code),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Reads a mail as RFC 5322, 2045 and 2047 have it; `raw` is one character a byte. */
function parsed(raw: string): Omit<ReceivedMail, "from" | "to"> {
  const { headers, body } = entity(raw);
  const parts = partsOf(headers, body);
  const of = (type: string) => parts.find(({ headers }) => headers.get("content-type")?.startsWith(type))?.text ?? "";
  return { headers, text: of("text/plain"), html: of("text/html") };
}

function partsOf(headers: Map<string, string>, body: string): { headers: Map<string, string>; text: string }[] {
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get("content-type") ?? "")?.[1];
  if (!boundary) return [{ headers, text: decoded(body, headers.get("content-transfer-encoding")) }];
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((part) => {
      const inner = entity(part.replace(/^\r\n/, ""));
      return partsOf(inner.headers, inner.body);
    });
}

function entity(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), words(line.slice(colon + 1).trim())];
    }),
  );
  return { headers, body: raw.slice(end + 4) };
}

function words(header: string): string {
  // encoded words that stand next to each other are one text, cut between bytes at most
  return header
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === "b" ? utf8(Buffer.from(text, "base64")) : utf8(quoted(text.replaceAll("_", " "))),
    );
}

function decoded(body: string, encoding = "7bit"): string {
  if (encoding === "base64") return utf8(Buffer.from(body, "base64"));
  if (encoding === "quoted-printable") return utf8(quoted(body.replace(/=\r\n/g, "")));
  return utf8(Buffer.from(body, "latin1"));
}

function quoted(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
}

function utf8(bytes: Buffer): string {
  return bytes.toString("utf8");
}
