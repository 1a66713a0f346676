import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Services } from "#app/context.ts";
import type { NowView } from "#app/papers/now.server.ts";
import type { PaperData } from "#app/papers/paper.server.ts";
import type { ReliefView } from "#app/papers/relief.server.ts";
import * as list from "#app/routes/c.$company.assessments._index.tsx";
import * as now from "#app/routes/c.$company.papers.now.tsx";
import * as relief from "#app/routes/c.$company.papers.relief.tsx";
import * as newTask from "#app/routes/c.$company.tasks.new.tsx";
import * as page from "#app/routes/c.$company_.assessments.$assessmentId._index.tsx";
import * as newCompany from "#app/routes/companies.new.tsx";
import * as data from "#app/routes/data.tsx";
import * as glossary from "#app/routes/glossary.tsx";
import { loadLibrary } from "#content/library.ts";
import { findMembership } from "#db/companies.ts";
import { profileForUpdate, saveProfileAnswers } from "#db/profile.ts";
import { withPerson, withTenant } from "#db/tenant.ts";
import { dayIn } from "#domain/format.ts";
import type { Said } from "#domain/profile.ts";
import { plusDays } from "#domain/schedule.ts";
import { ask } from "./asking.ts";
import { newcomer, openWorld, type World } from "./identity-world.ts";

let world: World;
let services: Services;
let hanh: Awaited<ReturnType<typeof newcomer>>;
let slug: string;
let assessmentId: string;
beforeAll(async () => {
  world = await openWorld();
  services = { ...world.services, library: loadLibrary("content") };
});
afterAll(() => world.close());
beforeEach(async () => {
  hanh = await newcomer(world);
  slug = await found(hanh.browser, "Gốm An Nhiên");
});

const found = async (browser: typeof hanh.browser, name: string) => {
  const founding = { key: randomUUID(), name, zone: "Asia/Ho_Chi_Minh", subject: "household" };
  const founded = await ask(newCompany.action, browser, services, { path: "/companies/new", form: founding });
  return founded.location?.replace("/c/", "") ?? "";
};
const as = (
  route: Parameters<typeof ask>[0],
  path: string,
  params: Record<string, string> = {},
  form?: Record<string, string>,
  browser = hanh.browser,
) => ask(route, browser, services, { path: `/c/${slug}${path}`, params: { company: slug, ...params }, form });
const today = () => dayIn("Asia/Ho_Chi_Minh", services.now());

/** One question answered with no: one gap. */
async function answerNo() {
  const started = await as(list.action, "/assessments", {}, { frameworkId: "leakage" });
  assessmentId = started.location?.split("/").at(-1) ?? "";
  const answer = { act: "save", questionId: "data.listed", basedOn: "0", saveKey: randomUUID(), reply: "unmet" };
  await as(page.action, `/assessments/${assessmentId}`, { assessmentId }, answer);
}
const makeTask = (dueOn: string) =>
  as(
    newTask.action,
    "/tasks/new",
    {},
    { assessment: assessmentId, question: "data.listed", playbook: playbook(), ownerId: "", dueOn },
  );
const playbook = () => services.library.playbooksForQuestion("data.listed")[0]?.id ?? "";
const sheet = async (query = "") => (await as(now.loader, `/papers/now${query}`)).page.now as NowView;
const memo = async (query = "") => (await as(relief.loader, `/papers/relief${query}`)).page.relief as ReliefView;

/** What the company says of itself, as the intake would keep it. */
async function say(said: Readonly<Record<string, Said>>) {
  const { personId } = hanh;
  const membership = await withPerson(services.db, { personId }, (trx) => findMembership(trx, slug));
  await withTenant(services.db, { tenantId: membership?.tenantId ?? "" }, async (trx) => {
    const by = { personId, now: services.now(), address: "127.0.0.1" };
    const profile = await profileForUpdate(trx, by);
    const asked = services.library.facts.filter(({ kind }) => kind !== "computed").map(({ id }) => id);
    await saveProfileAnswers(trx, { profile, asked, said, basedOn: profile.revision, ...by });
  });
}
const small = {
  "legal-form": "company",
  size: "small",
  "people-known": 4000,
  "sensitive-kinds": [],
  tools: ["cameras"],
  marketing: [],
  "for-others": [],
};

describe("what we do now", () => {
  test("without anything says so, and with a result proposes the first things, who and until when", async () => {
    expect(await sheet()).toMatchObject({ shown: null, lines: [], isProposed: false });
    await answerNo();
    const { shown, lines, isProposed, more } = await sheet();
    expect(shown).toMatchObject({ isCompleted: false });
    expect([isProposed, more, lines.length]).toEqual([true, 0, 1]);
    const playbookOf = services.library.playbooks.get(lines[0]?.id ?? "");
    expect(lines[0]).toMatchObject({ what: playbookOf?.title.vi, who: playbookOf?.owner.vi, late: 0 });
    expect((lines[0]?.until ?? "") > today()).toBe(true);
  });

  test("is the open tasks once there are some, the next due first, in the language that the address asks for", async () => {
    await answerNo();
    await makeTask(plusDays(today(), 9));
    const title = services.library.playbooks.get(playbook())?.title;
    const due = plusDays(today(), 9);
    expect(await sheet()).toMatchObject({ isProposed: false, lines: [{ what: title?.vi, who: null, until: due }] });
    expect(await sheet("?lang=en")).toMatchObject({ lines: [{ what: title?.en }] });
    const { page: asked } = await as(now.loader, "/papers/now?lang=en");
    expect(asked.paper).toMatchObject({ language: "en" });
    expect((asked.paper as PaperData).texts["papers.now-what"]).toBe("What");
    expect((asked.text as Record<string, string>)["papers.print"]).toBe("In");
    expect((await as(now.loader, "/papers/now?lang=fr")).page.paper).toMatchObject({ language: "vi" });
  });
});

describe("the memo on Article 38", () => {
  test("concludes nothing while answers are missing, names them, and grants nothing", async () => {
    const { standing, missing, answers, changedOn, spared, never } = await memo();
    expect([standing, changedOn]).toEqual(["unknown", null]);
    expect(answers).toHaveLength(missing);
    expect(answers.every(({ answer }) => answer === null)).toBe(true);
    expect(spared.map(({ id }) => id)).toEqual(expect.arrayContaining(["VN-DPIA-01", "VN-DPIA-05", "VN-DPO-01"]));
    expect(never.map(({ id }) => id)).toEqual(expect.arrayContaining(["VN-BR-01", "VN-XB-02", "VN-CONSENT-01"]));
  });

  test("names each answer that decides, in words, and the clauses that the rule rests on", async () => {
    await say(small);
    const { standing, basis, answers, changedOn, later } = await memo();
    expect([standing, changedOn]).toEqual(["to-choose", today()]);
    expect(basis).toEqual([
      "Luật 91/2025/QH15, Điều\u00a038 khoản\u00a02, Điều\u00a038 khoản\u00a03",
      "Nghị định 356/2025/NĐ-CP, Điều\u00a041 khoản\u00a01, Điều\u00a041 khoản\u00a02",
    ]);
    const said = Object.fromEntries(answers.map(({ id, answer }) => [id, answer]));
    expect(said).toMatchObject({ size: "Nhỏ", "people-known": "4.000\u00a0người", tools: "Camera ở tiệm, văn phòng" });
    expect(later.sensitive).toEqual(["Nghị định 356/2025/NĐ-CP, Điều\u00a04 khoản\u00a01"]);
    const english = await memo("?lang=en");
    expect(english.answers.find(({ id }) => id === "size")?.answer).toBe("Small");
    expect(english.basis[0]).toBe("Law 91/2025/QH15, Article\u00a038(2), Article\u00a038(3)");
  });

  test("follows the profile: recorded, then lost by one answer, with the clause that takes it away", async () => {
    await say({ ...small, "relief-chosen": true });
    expect(await memo()).toMatchObject({ standing: "chosen", lostBy: [] });
    await say({ tools: ["fingerprint-face"] });
    const { standing, lostBy, answers } = await memo();
    expect(standing).toBe("lost");
    expect(lostBy).toEqual([
      { fact: "sensitive-data", clauses: ["Nghị định 356/2025/NĐ-CP, Điều\u00a04 khoản\u00a01"] },
    ]);
    expect(answers.map(({ id }) => id)).toEqual(["tools"]);
  });
});

test("the memo is no surer than the weakest clause or duty that it speaks of", async () => {
  await say(small);
  expect(await memo()).toMatchObject({ confidence: "H", transferConfidence: "H" });
  const { library } = services;
  const doubted = <T extends { id: string }>(known: ReadonlyMap<string, T>, id: string, confidence: "M" | "L") =>
    new Map([...known].map(([key, item]) => [key, key === id ? { ...item, confidence } : item]));
  const sureIn = async (changed: Partial<typeof library>) => {
    const path = `/c/${slug}/papers/relief`;
    const content = { ...services, library: { ...library, ...changed } };
    const { page: told } = await ask(relief.loader, hanh.browser, content, { path, params: { company: slug } });
    const { confidence, transferConfidence } = told.relief as ReliefView;
    return [confidence, transferConfidence];
  };
  const decree = "vn-decree-356-2025";
  expect(await sureIn({ instruments: doubted(library.instruments, decree, "M") })).toEqual(["M", "H"]);
  expect(await sureIn({ obligations: doubted(library.obligations, "VN-DPIA-01", "L") })).toEqual(["L", "H"]);
  expect(await sureIn({ obligations: doubted(library.obligations, "VN-XB-02", "M") })).toEqual(["H", "M"]);
});

describe("somebody of another company", () => {
  test("gets neither paper", async () => {
    const stranger = await newcomer(world);
    for (const [route, path] of [
      [now.loader, "/papers/now"],
      [relief.loader, "/papers/relief"],
    ] as const)
      expect(await as(route, path, {}, undefined, stranger.browser)).toMatchObject({ status: 404 });
  });
});

describe("what everybody may read", () => {
  test("the glossary, by the address also without marks and in the other language's words", async () => {
    const { page: shown } = await ask(glossary.loader, hanh.browser, services, { path: "/glossary?q=ma+hoa" });
    expect(shown).toMatchObject({ query: "ma hoa" });
    const terms = shown.terms as { id: string; found: string }[];
    expect(terms.filter(({ found: words }) => words.includes("ma hoa")).map(({ id }) => id)).toContain("encryption");
    expect(terms.filter(({ found: words }) => words.includes("backup")).map(({ id }) => id)).toContain("backup");
    expect(terms).toHaveLength(services.library.glossary.length);
  });

  test("where the data lie, with hosts and nothing else of the settings", async () => {
    const settings = {
      ...services.settings,
      databaseUrl: "postgres://app:geheim-7@db.example.vn:6543/chu_tin",
      smtpUrl: "smtp://user:geheim-7@mail.example.vn:587",
      sourceUrl: "https://code.example.vn/chu-tin",
    };
    const { page: shown } = await ask(data.loader, hanh.browser, { ...services, settings }, { path: "/data" });
    expect(shown).toMatchObject({
      places: { database: { host: "db.example.vn" }, queue: null, mail: { host: "mail.example.vn" } },
      sourceUrl: "https://code.example.vn/chu-tin",
    });
    const told = JSON.stringify(shown);
    for (const secret of ["geheim-7", "6543", services.settings.appPassword, ...services.settings.secrets])
      expect(told).not.toContain(secret);
  });
});
