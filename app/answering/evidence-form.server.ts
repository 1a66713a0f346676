import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import busboy from "busboy";
import { largestFile } from "#domain/evidence.ts";
import { Refusal } from "#domain/refusal.ts";
import type { Incoming } from "#jobs/file-store.ts";

/** A file that came in whole, or what is wrong with it. */
export interface ReceivedFile {
  readonly incoming: Incoming;
  /** As the sender's device calls it. */
  readonly name: string;
  readonly declared: string;
  readonly bytes: number;
  readonly sha256: string;
}
export interface ReceivedForm {
  readonly fields: ReadonlyMap<string, string>;
  readonly file: ReceivedFile | undefined;
}
interface Receiving {
  receive(): Promise<Incoming>;
  forget(incoming: Incoming): Promise<void>;
}

/**
 * Reads a form with at most one file, which goes straight to the disk: however large, it is never held in memory.
 * @throws {Refusal} file-incomplete, when the line was cut; invalid-form; file-too-large
 */
export async function receiveForm(request: Request, store: Receiving): Promise<ReceivedForm> {
  const fields = new Map<string, string>();
  const taking: Promise<ReceivedFile | undefined>[] = [];
  const parser = parserFor(request);
  parser.on("field", (name, value) => fields.set(name, value));
  parser.on("file", (_, stream, { filename, mimeType }) => {
    const taken = take(stream, { name: filename ?? "", declared: mimeType }, store);
    // looked at below, when the form has ended or the line was cut
    taken.catch(() => undefined);
    taking.push(taken);
  });
  const body = request.body as ReadableStream | null;
  if (!body) throw new Refusal("invalid-form", "no body");
  const cut = await pipeline(Readable.fromWeb(body), parser).catch((error: unknown) => error as Error);
  const [taken] = await Promise.allSettled(taking);
  if (cut) {
    if (taken?.status === "fulfilled" && taken.value) await store.forget(taken.value.incoming);
    throw new Refusal("file-incomplete", cut.message);
  }
  if (taken?.status === "rejected") throw taken.reason;
  return { fields, file: taken?.value };
}

function parserFor(request: Request) {
  try {
    return busboy({
      headers: { "content-type": request.headers.get("content-type") ?? "" },
      defParamCharset: "utf8",
      // one byte more, so that the largest file itself is not cut
      limits: { files: 1, fileSize: largestFile + 1, fields: 10, fieldSize: 4_096, fieldNameSize: 50, parts: 12 },
    });
  } catch (error) {
    throw new Refusal("invalid-form", (error as Error).message);
  }
}

async function take(
  stream: Readable,
  said: { name: string; declared: string },
  store: Receiving,
): Promise<ReceivedFile | undefined> {
  // the line may be cut before the reading below begins: it finds that out, and the process need not die of it
  stream.on("error", () => undefined);
  const incoming = await store.receive();
  try {
    const hash = createHash("sha256");
    let bytes = 0;
    const target = await open(incoming.path, "w");
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        hash.update(chunk);
        await target.writeFile(chunk);
      }
    } finally {
      await target.close();
    }
    if (bytes > largestFile) throw new Refusal("file-too-large", `more than ${largestFile} bytes`);
    // a form whose file field was left empty sends one without name and bytes
    if (bytes === 0 && said.name === "") {
      await store.forget(incoming);
      return undefined;
    }
    return { incoming, ...said, bytes, sha256: hash.digest("hex") };
  } catch (error) {
    stream.resume();
    await store.forget(incoming);
    throw error;
  }
}
