import { randomUUID } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Services } from "#app/context.ts";
import type { SeenEvidence } from "#app/answering/evidence-model.ts";
import * as list from "#app/routes/c.$company.assessments._index.tsx";
import * as page from "#app/routes/c.$company_.assessments.$assessmentId._index.tsx";
import * as evidence from "#app/routes/c.$company_.assessments.$assessmentId.evidence.tsx";
import * as file from "#app/routes/c.$company_.evidence.$evidenceId.file.tsx";
import * as newCompany from "#app/routes/companies.new.tsx";
import { loadLibrary } from "#content/library.ts";
import { assessmentForUpdate, completeAssessment } from "#db/assessments.ts";
import { withTenant } from "#db/tenant.ts";
import { largestFile } from "#domain/evidence.ts";
import { sampleFiles } from "#tests/evidence-files.ts";
import { ask } from "./asking.ts";
import { newcomer, openWorld, type World } from "./identity-world.ts";

let world: World;
let services: Services;
type Someone = Awaited<ReturnType<typeof newcomer>>;
interface Place {
  slug: string;
  id: string;
  tenantId: string;
}
let hanh: Someone;
let here: Place;

beforeAll(async () => {
  world = await openWorld();
  services = { ...world.services, library: loadLibrary("content") };
});
afterAll(() => world.close());
beforeEach(async () => {
  hanh = await newcomer(world);
  here = await found(hanh);
});

async function found({ browser }: Someone): Promise<Place> {
  const form = { key: randomUUID(), name: "Gốm An Nhiên", zone: "Asia/Ho_Chi_Minh", subject: "household" };
  const company = await ask(newCompany.action, browser, services, { path: "/companies/new", form });
  const slug = company.location?.replace("/c/", "") ?? "";
  const started = await ask(list.action, browser, services, {
    path: `/c/${slug}/assessments`,
    params: { company: slug },
    form: { frameworkId: "leakage" },
  });
  const tenantId = (await browser.ask(`/c/${slug}`)).context.visit.access?.tenantId ?? "";
  return { slug, id: started.location?.split("/").at(-1) ?? "", tenantId };
}

type Fields = Readonly<Record<string, string | File> & { questionId?: string }>;
const aFile = (name: string, bytes: Buffer | string, type = "") =>
  new File([new Uint8Array(Buffer.from(bytes))], name, { type });

/** Sends a form as the page's script does, or as a browser without one. */
function send(
  { browser }: Someone,
  place: Place,
  fields: Fields,
  { plain = false, body }: { plain?: boolean; body?: BodyInit } = {},
) {
  const { questionId = "", ...sent } = fields;
  const form = new FormData();
  for (const [name, value] of Object.entries(sent)) form.append(name, value);
  const action = (args: LoaderFunctionArgs) =>
    evidence.action({
      ...args,
      request: new Request(args.request.url, {
        method: "POST",
        body: body ?? form,
        headers: {
          accept: plain ? "text/html" : "application/json",
          ...(body && { "content-type": "multipart/form-data; boundary=xyz" }),
        },
        duplex: "half",
      } as RequestInit),
    });
  const path = `/c/${place.slug}/assessments/${place.id}/evidence?q=${questionId}`;
  return ask(action, browser, services, { path, params: { company: place.slug, assessmentId: place.id } });
}
const question = { questionId: "data.listed" };
const sendPdf = (who = hanh, place = here) =>
  send(who, place, { ...question, file: aFile("Biên bản.pdf", sampleFiles.pdf, "application/pdf") });

async function attached(who = hanh, place = here): Promise<SeenEvidence[]> {
  const { browser } = who;
  const params = { company: place.slug, assessmentId: place.id };
  const shown = await ask(page.loader, browser, services, { path: `/c/${place.slug}/assessments/${place.id}`, params });
  return shown.page.attached as SeenEvidence[];
}

/** A file as its reader gets it. */
async function read({ browser }: Someone, slug: string, evidenceId: string) {
  const { request, context } = await browser.ask(`/c/${slug}/evidence/${evidenceId}/file`);
  try {
    const args = { request, params: { company: slug, evidenceId }, context: { ...context, services } };
    const response = (await file.loader(args)) as Response;
    const { status, headers } = response;
    return { status, headers, bytes: Buffer.from(await response.arrayBuffer()) };
  } catch (thrown) {
    if (thrown instanceof Error) throw thrown;
    return { status: (thrown as { init: { status: number } }).init.status, headers: new Headers(), bytes: Buffer.of() };
  }
}
const rows = (tenantId = here.tenantId) =>
  withTenant(world.database.app, { tenantId }, (trx) =>
    trx.selectFrom("evidence").select(["evidence_id as id", "sha256", "title"]).execute(),
  );
const trail = () =>
  withTenant(world.database.app, { tenantId: here.tenantId }, (trx) =>
    trx.selectFrom("audit_events").select("action").where("object_kind", "=", "evidence").orderBy("event_id").execute(),
  ).then((events) => events.map(({ action }) => action));
/** What lies in the store, and what is still coming in. */
function stored(tenantId = here.tenantId) {
  const root = join(world.dataDir, "files");
  const incoming = existsSync(join(root, "incoming")) ? readdirSync(join(root, "incoming")) : [];
  const own = existsSync(join(root, tenantId)) ? readdirSync(join(root, tenantId), { recursive: true }) : [];
  return { incoming, files: own.filter((path) => String(path).length > 3) };
}

const twice = async <T>(act: () => Promise<T>) => [await act(), await act()];

describe("a file that proves an answer", () => {
  test("is kept, shown with its name, size, who and when, and read back byte by byte", async () => {
    const { status, page: said } = await sendPdf();
    expect(status).toBe(200);
    expect(said.evidence).toMatchObject({
      questionId: "data.listed",
      kind: "file",
      title: "Biên bản.pdf",
      bytes: sampleFiles.pdf.length,
      mediaType: "application/pdf",
      isMine: true,
      isInDate: true,
    });
    const [shown] = await attached();
    expect(shown).toEqual(said.evidence);
    const got = await read(hanh, here.slug, shown?.id ?? "");
    expect(got.status).toBe(200);
    expect(got.bytes.equals(sampleFiles.pdf)).toBe(true);
    expect(Object.fromEntries(got.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-security-policy": "default-src 'none'; sandbox",
      "content-disposition": `attachment; filename="Bien ban.pdf"; filename*=UTF-8''Bi%C3%AAn%20b%E1%BA%A3n.pdf`,
    });
    expect(stored()).toMatchObject({ incoming: [], files: [expect.stringMatching(/^[0-9a-f]{2}\/[0-9a-f]{64}$/)] });
    expect(await trail()).toEqual(["evidence.added"]);
  });

  test("sent again, be it twice at once, is there once", async () => {
    const [first, second] = await Promise.all([sendPdf(), sendPdf()]);
    const third = await sendPdf();
    const ids = [first, second, third].map(({ page: said }) => (said.evidence as SeenEvidence).id);
    expect(new Set(ids).size).toBe(1);
    expect(await rows()).toHaveLength(1);
    expect(await attached()).toHaveLength(1);
    expect(await trail()).toEqual(["evidence.added"]);
    expect(stored()).toMatchObject({ incoming: [], files: [expect.anything()] });
  });

  test("proves another answer too without a second row", async () => {
    await sendPdf();
    await send(hanh, here, { questionId: "access.need-to-know", file: aFile("khac.pdf", sampleFiles.pdf) });
    expect(await rows()).toHaveLength(1);
    expect((await attached()).map(({ questionId, title }) => [questionId, title])).toEqual([
      ["access.need-to-know", "Biên bản.pdf"],
      ["data.listed", "Biên bản.pdf"],
    ]);
  });

  test.each(["jpeg", "png", "webp", "heic", "docx", "xlsx", "odt", "ods"] as const)("may be %s", async (kind) => {
    const { status, page: said } = await send(hanh, here, { ...question, file: aFile("ảnh", sampleFiles[kind]) });
    expect(said).toMatchObject({ evidence: { title: expect.stringMatching(/^ảnh\.\w{3,4}$/) } });
    expect(status).toBe(200);
  });

  test("is shown in place only as a picture", async () => {
    const { page: said } = await send(hanh, here, { ...question, file: aFile("a.png", sampleFiles.png) });
    const { headers } = await read(hanh, here.slug, (said.evidence as SeenEvidence).id);
    expect(headers.get("content-disposition")).toMatch(/^inline;/);
    expect(headers.get("content-security-policy")).toContain("sandbox");
  });

  test.each([
    ["a picture that is called a PDF", aFile("a.pdf", sampleFiles.png), 415, { refusal: "file-lies", found: "png" }],
    ["a page that is called a photo", aFile("a.jpg", sampleFiles.html), 415, { refusal: "file-lies", found: "html" }],
    ["a page that is called text", aFile("a.txt", sampleFiles.html), 415, { refusal: "file-lies", found: "html" }],
    ["a drawing with a script", aFile("a.svg", sampleFiles.svg), 415, { refusal: "file-kind-refused", found: "svg" }],
    ["a program", aFile("a", sampleFiles.program), 415, { refusal: "file-kind-refused", found: "program" }],
    ["a document with macros", aFile("a.docx", sampleFiles.macro), 415, { refusal: "file-lies", found: "macro" }],
    ["nothing", aFile("a.pdf", ""), 422, { refusal: "file-empty" }],
    ["one byte too many", aFile("a.txt", Buffer.alloc(largestFile + 1, "a")), 413, { refusal: "file-too-large" }],
  ])("is refused when it is %s, and leaves nothing behind", async (_, given, status, said) => {
    const answer = await send(hanh, here, { ...question, file: given });
    expect(answer).toMatchObject({ status, page: said });
    expect(await rows()).toEqual([]);
    expect(stored()).toEqual({ incoming: [], files: [] });
  });

  test("of just the largest size is taken", async () => {
    const { status } = await send(hanh, here, { ...question, file: aFile("a.txt", Buffer.alloc(largestFile, "a")) });
    expect(status).toBe(200);
  });

  test("cut off on its way leaves neither a row nor bytes", async () => {
    const head = `--xyz\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n`;
    const cut = (end: "error" | "close") =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(Buffer.concat([Buffer.from(head), sampleFiles.pdf]));
          if (end === "close") controller.close();
          else controller.error(new Error("the line was cut"));
        },
      });
    for (const end of ["error", "close"] as const) {
      const { status, page: said } = await send(hanh, here, {}, { body: cut(end) });
      expect([status, said]).toEqual([422, { refusal: "file-incomplete" }]);
    }
    expect(await rows()).toEqual([]);
    expect(stored()).toEqual({ incoming: [], files: [] });
  });

  test("to a question that there is not leaves no row, and its bytes to the sweep", async () => {
    const { status, page: said } = await send(hanh, here, {
      questionId: "no.such",
      file: aFile("a.pdf", sampleFiles.pdf),
    });
    expect([status, said]).toEqual([422, { refusal: "unknown-question" }]);
    expect(await rows()).toEqual([]);
    expect(stored().files).toEqual([]);
  });
});

describe("taking off and putting back", () => {
  test("works once each, however often it is asked for", async () => {
    const { id } = (await sendPdf()).page.evidence as SeenEvidence;
    const off = await twice(() => send(hanh, here, { ...question, remove: id }));
    expect(off.map(({ page: said }) => said)).toEqual([{ removed: id }, { removed: id }]);
    expect(await attached()).toEqual([]);
    const back = await twice(() => send(hanh, here, { ...question, restore: id }));
    expect(back.map(({ page: said }) => said)).toMatchObject([{ evidence: { id } }, { evidence: { id } }]);
    expect((await attached()).map((each) => each.id)).toEqual([id]);
    expect(await trail()).toEqual(["evidence.added", "evidence.removed", "evidence.restored"]);
  });

  test("a file sent anew after it was taken off is attached again", async () => {
    const { id } = (await sendPdf()).page.evidence as SeenEvidence;
    await send(hanh, here, { ...question, remove: id });
    expect((await sendPdf()).page).toMatchObject({ evidence: { id } });
    expect(await rows()).toHaveLength(1);
  });

  test("nothing moves once the assessment is completed, and the seal says what there was", async () => {
    const { id } = (await sendPdf()).page.evidence as SeenEvidence;
    const framework = services.library.latest("leakage");
    const personId = hanh.personId;
    const sealed = await withTenant(world.database.app, here, async (trx) => {
      const assessment = await assessmentForUpdate(trx, here.id);
      return completeAssessment(trx, { assessment, framework, personId, address: null, now: new Date() });
    });
    const [{ sha256 } = { sha256: "" }] = await rows();
    expect(sealed.evidence).toEqual({ "data.listed": [{ id, title: "Biên bản.pdf", sha256, url: null }] });
    for (const fields of [
      { ...question, remove: id },
      { ...question, url: "https://a.example/" },
      { ...question, file: aFile("b.png", sampleFiles.png) },
    ])
      expect((await send(hanh, here, fields)).page).toEqual({ refusal: "assessment-locked" });
    expect(await attached()).toHaveLength(1);
    expect((await read(hanh, here.slug, id)).status).toBe(200);
  });
});

describe("a link", () => {
  test("is attached under its name or its site, once", async () => {
    const url = "https://drive.example/so-do?x=1";
    await send(hanh, here, { ...question, url, title: "Sơ đồ dữ liệu" });
    const { page: said } = await send(hanh, here, { ...question, url });
    expect(said.evidence).toMatchObject({ kind: "link", title: "Sơ đồ dữ liệu", to: url, bytes: null });
    expect((await send(hanh, here, { ...question, url: "https://khac.example/" })).page).toMatchObject({
      evidence: { title: "khac.example" },
    });
    expect(await rows()).toHaveLength(2);
    expect((await read(hanh, here.slug, (said.evidence as SeenEvidence).id)).status).toBe(404);
  });

  test("has to be https", async () => {
    for (const url of ["http://a.example", "javascript:alert(1)"])
      expect((await send(hanh, here, { ...question, url })).page).toEqual({ refusal: "link-not-https" });
    expect((await send(hanh, here, question)).page).toEqual({ refusal: "no-file" });
  });
});

describe("without JavaScript", () => {
  test("the form leads back to its question, and says there what was wrong", async () => {
    const kept = await send(hanh, here, { ...question, file: aFile("a.pdf", sampleFiles.pdf) }, { plain: true });
    expect([kept.status, kept.location]).toEqual([
      303,
      `/c/${here.slug}/assessments/${here.id}?q=data.listed#evidence`,
    ]);
    const lying = await send(hanh, here, { ...question, file: aFile("a.pdf", sampleFiles.png) }, { plain: true });
    expect(lying.location).toContain("q=data.listed&refused=file-lies&found=png#evidence");
    const none = await send(hanh, here, { ...question, url: "", file: aFile("", "") }, { plain: true });
    expect(none.location).toContain("refused=no-file");
  });
});

describe("another company", () => {
  let minh: Someone;
  let there: Place;
  beforeEach(async () => {
    minh = await newcomer(world);
    there = await found(minh);
  });

  test("neither reads, nor attaches, nor takes off what is not its own", async () => {
    const { id } = (await sendPdf()).page.evidence as SeenEvidence;
    expect((await read(minh, here.slug, id)).status).toBe(404);
    // under its own address it does not exist either
    expect((await read(minh, there.slug, id)).status).toBe(404);
    expect((await read(minh, there.slug, randomUUID())).status).toBe(404);
    expect((await sendPdf(minh, here)).status).toBe(404);
    expect((await send(minh, here, { ...question, remove: id })).status).toBe(404);
    expect((await send(minh, there, { ...question, remove: id })).status).toBe(404);
    expect((await send(minh, there, { ...question, restore: id })).status).toBe(404);
    expect((await send(minh, { ...there, id: here.id }, { ...question, remove: id })).status).toBe(404);
    expect(await attached()).toHaveLength(1);
  });

  test("that has the very same file keeps its own, and the first is not told of it", async () => {
    const first = (await sendPdf()).page.evidence as SeenEvidence;
    const second = (await sendPdf(minh, there)).page.evidence as SeenEvidence;
    expect(second.id).not.toBe(first.id);
    expect(stored(here.tenantId).files).toEqual(stored(there.tenantId).files);
    const [{ sha256 } = { sha256: "" }] = await rows();
    // the hash names nothing: it is not even an id
    expect((await read(minh, there.slug, sha256 ?? "")).status).toBe(404);
    expect((await read(minh, there.slug, second.id)).status).toBe(200);
    expect(await rows(there.tenantId)).toMatchObject([{ id: second.id }]);
  });
});
