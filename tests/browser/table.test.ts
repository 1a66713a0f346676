import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { withTenant } from "#db/tenant.ts";
import { contentWithWide, wideId } from "#tests/wide-framework.ts";
import { ask } from "./filled-company.ts";
import { axeFindings, makeCompany, openStage, signUp, visit, type Stage, type Visitor } from "./stage.ts";
import { library, words } from "./words.ts";

const questions = library.latest("leakage").questions;
const [first, second, third] = questions.map(({ id }) => id) as [string, string, string];
const choicesOf = (id: string) => {
  const answer = questions.find((question) => question.id === id)?.answer;
  return answer?.kind === "choice" ? answer.choices : [];
};
const say = words("vi");
let stage: Stage;
let hanh: Visitor;
let home: string;
let table: string;

beforeAll(async () => {
  stage = await openStage({ contentOf: (folder) => contentWithWide(folder, 500) });
});
afterAll(() => stage.close());
beforeEach(async () => {
  await hanh?.context.close();
  hanh = await visit(stage);
  const mark = randomUUID().slice(0, 8);
  await signUp(hanh.page, { name: "Nguyễn Thu Hạnh", email: `hanh-${mark}@annhien.example` });
  home = await makeCompany(hanh.page, `Gốm ${mark}`);
  table = await started("leakage");
  await openTable(hanh.page);
});

/** Starts an assessment. @returns the address of its table */
async function started(frameworkId: string): Promise<string> {
  const answer = await ask(hanh, `${home}/assessments`, { form: { frameworkId } }, stage.baseUrl);
  return `${answer.to}/table`;
}

async function openTable(page: Page, search = "") {
  await page.goto(table + search);
  await ready(page);
}
/** Answers can be taken from here on. */
const ready = (page: Page) => page.locator("main fieldset:enabled > table").waitFor();

const tenantId = async () =>
  (
    await stage.database.owner
      .selectFrom("tenants")
      .select("tenant_id")
      .where("slug", "=", home.slice(3))
      .executeTakeFirstOrThrow()
  ).tenant_id;

async function stored(questionId: string) {
  const id = table.split("/").at(-2) as string;
  return withTenant(stage.database.app, { tenantId: await tenantId() }, (trx) =>
    trx
      .selectFrom("answers")
      .select(["kind", "value", "revision", "note", "reason"])
      .where("assessment_id", "=", id)
      .where("question_id", "=", questionId)
      .executeTakeFirst(),
  );
}
const storedIs = (questionId: string, wanted: object) =>
  vi.waitFor(async () => expect(await stored(questionId)).toMatchObject(wanted), { timeout: 15_000, interval: 100 });

const headOf = (page: Page, id: string) => page.locator(`[id="row-${id}"]`);
const rowOf = (page: Page, id: string) => page.locator("tr", { has: headOf(page, id) });
const choice = (page: Page, id: string, i: number) => rowOf(page, id).locator('input[type="radio"]').nth(i);
/** The question whose row the focus is in. */
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest("tr")?.querySelector("th")?.id.replace("row-", "") ?? null);
const current = (page: Page) => page.locator("tr[data-current] th").getAttribute("id");
const status = (page: Page) => page.locator('main p[role="status"]');

/** Somebody else of the company, signed in on a browser of their own. */
async function colleague(role: "contributor" | "viewer"): Promise<Visitor> {
  const minh = await visit(stage);
  const email = `minh-${randomUUID().slice(0, 8)}@annhien.example`;
  await signUp(minh.page, { name: "Trần Văn Minh", email });
  const { id } = await stage.database.auth
    .selectFrom("auth.user")
    .select("id")
    .where("email", "=", email)
    .executeTakeFirstOrThrow();
  await withTenant(stage.database.app, { tenantId: await tenantId() }, async (trx) => {
    await trx.insertInto("people").values({ person_id: id, name: "Trần Văn Minh", email }).execute();
    await trx.insertInto("memberships").values({ person_id: id, role, joined_at: new Date() }).execute();
  });
  return minh;
}

describe("by keys alone", () => {
  test("rows are gone through, chosen, noted and gone on from", async () => {
    const { page } = hanh;
    expect(await current(page)).toBe(`row-${first}`);
    await page.keyboard.press("1");
    await storedIs(first, { value: choicesOf(first)[0]?.value, revision: 1 });
    await page.keyboard.press("j");
    expect(await focused(page)).toBe(second);
    await page.keyboard.press("k");
    expect(await focused(page)).toBe(first);
    await page.keyboard.press("n");
    await page.keyboard.press("0");
    await storedIs(second, { kind: "dont-know" });
    await page.keyboard.press("Enter");
    expect(await focused(page)).toBe(third);
    await page.keyboard.press("m");
    await page.keyboard.type("1 2 x j ? hỏi lại");
    await page.keyboard.press("Escape");
    expect(await focused(page)).toBe(third);
    await storedIs(third, { value: null, note: "1 2 x j ? hỏi lại" });
    await page.keyboard.press("p");
    await page.keyboard.press("x");
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("2");
    await page.keyboard.press("Escape");
    expect(await stored(second)).toMatchObject({ kind: "dont-know", revision: 1 });
    expect(new URL(page.url()).searchParams.get("q")).toBe(second);
  });

  test("Enter goes on from a taken answer, wraps around, and says when nothing waits", async () => {
    const { page } = hanh;
    await openTable(page, `?topic=${questions[0]?.topic}`);
    const own = questions.filter(({ topic }) => topic === questions[0]?.topic).map(({ id }) => id);
    await page.keyboard.press("j");
    for (const id of [...own.slice(1), own[0] as string]) {
      expect(await focused(page)).toBe(id);
      await choice(page, id, 0).click();
      await page.keyboard.press("Enter");
    }
    await status(page)
      .filter({ hasText: say("table.at-end") })
      .waitFor();
  });

  test("a key that Telex or VNI composes with, one in a field and one held with Ctrl are left alone", async () => {
    const { page } = hanh;
    await headOf(page, first).focus();
    const press = (init: Record<string, string | number | boolean>) =>
      page.evaluate(
        (given) => document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, ...given })),
        init,
      );
    await press({ key: "1", code: "Digit1", isComposing: true });
    await press({ key: "Process", code: "Digit1", keyCode: 229 });
    await press({ key: "1", code: "Digit1", ctrlKey: true });
    await press({ key: "j", code: "KeyJ", isComposing: true });
    expect(await focused(page)).toBe(first);
    await page.getByRole("searchbox").fill("1jx");
    await page.getByRole("searchbox").fill("");
    // as an input method composes "đúng" in a note
    await headOf(page, first).focus();
    await page.keyboard.press("m");
    const session = await page.context().newCDPSession(page);
    await session.send("Input.imeSetComposition", { text: "d9ung1", selectionStart: 6, selectionEnd: 6 });
    await session.send("Input.insertText", { text: "đúng 123" });
    await page.keyboard.press("Escape");
    await storedIs(first, { kind: "none", note: "đúng 123" });
  });

  test("switched off they do nothing", async () => {
    const { page } = hanh;
    await page.getByRole("button", { name: say("shell.keys"), exact: true }).click();
    await page.getByRole("switch").click();
    await page.keyboard.press("Escape");
    await headOf(page, first).focus();
    await page.keyboard.press("j");
    await page.keyboard.press("1");
    expect(await focused(page)).toBe(first);
    await choice(page, second, 0).click();
    await storedIs(second, { revision: 1 });
    expect(await stored(first)).toBeUndefined();
  });
});

describe("without a connection", () => {
  test("rows show what waits, the page stays, and all is sent when it is back", async () => {
    const { page, context } = hanh;
    await context.setOffline(true);
    await choice(page, first, 0).click();
    await choice(page, second, 1).click();
    await page.getByText(say("answering.offline-head")).first().waitFor();
    for (const id of [first, second])
      await rowOf(page, id).getByText(say("answering.not-sent"), { exact: true }).waitFor();
    await page.getByRole("button", { name: say("answering.mode-question") }).click();
    await page.getByText(say("answering.offline-stays")).waitFor();
    // filtering needs no network and loses nothing
    await page.getByRole("link", { name: new RegExp(`^${say("table.kind-unanswered")}`) }).click();
    expect(await rowOf(page, first).count()).toBe(0);
    await context.setOffline(false);
    await storedIs(first, { value: choicesOf(first)[0]?.value, revision: 1 });
    await storedIs(second, { value: choicesOf(second)[1]?.value, revision: 1 });
    await page.getByRole("link", { name: say("table.all"), exact: true }).click();
    await rowOf(page, first).getByText(say("table.row-saved"), { exact: true }).waitFor({ state: "attached" });
  });

  test("what the table could not send is sent by the questions one by one", async () => {
    const { page, context } = hanh;
    await context.setOffline(true);
    await choice(page, first, 2).click();
    await rowOf(page, first).getByText(say("answering.not-sent"), { exact: true }).waitFor();
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(table.replace(/\/table$/, `?q=${second}`));
    await storedIs(first, { value: choicesOf(first)[2]?.value });
    expect(await stored(second)).toBeUndefined();
  });

  test("signing out elsewhere wipes the queue, and the open table writes none again", async () => {
    const { page, context } = hanh;
    await context.route("**/answers*", (route) => route.abort());
    await choice(page, first, 2).click();
    await rowOf(page, first).getByText(say("answering.not-sent"), { exact: true }).waitFor();
    const other = await context.newPage();
    await other.goto("/sign-out");
    await other.locator('main form button[type="submit"]').click();
    await other.waitForURL((url) => !url.pathname.startsWith("/sign-out"));
    const left = () => other.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("chu-tin:queue")));
    await vi.waitFor(async () => expect(await left()).toEqual([]), { timeout: 10_000, interval: 100 });
    await context.unroute("**/answers*");
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await page.waitForLoadState("networkidle");
    expect(await left()).toEqual([]);
    expect(await stored(first)).toBeUndefined();
  });
});

describe("with others", () => {
  test("two people at once: both answers stand side by side in the row, one is chosen, the focus stays in it", async () => {
    const { page } = hanh;
    const minh = await colleague("contributor");
    await minh.page.goto(table);
    await ready(minh.page);
    await choice(minh.page, first, 0).click();
    await storedIs(first, { revision: 1 });
    await choice(page, first, 2).click();
    const row = rowOf(page, first);
    await row.getByText(say("answering.conflict")).first().waitFor();
    await row.getByText(choicesOf(first)[0]?.text.vi ?? "", { exact: true }).waitFor();
    await row.getByText(choicesOf(first)[2]?.text.vi ?? "", { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    // the other rows are not held up
    await choice(page, second, 1).click();
    await storedIs(second, { revision: 1 });
    await row.getByRole("button", { name: say("answering.keep-theirs", { name: "Trần Văn Minh" }) }).click();
    await expect.poll(() => focused(page)).toBe(first);
    expect(await choice(page, first, 0).isChecked()).toBe(true);
    expect(await stored(first)).toMatchObject({ value: choicesOf(first)[0]?.value, revision: 1 });
    await row.getByText(/Trần Văn Minh/).waitFor();
    // the other way round, and this time the own answer goes over it
    await choice(page, third, 0).click();
    await storedIs(third, { revision: 1 });
    await choice(minh.page, third, 2).click();
    await rowOf(minh.page, third)
      .getByRole("button", { name: say("answering.keep-mine") })
      .click();
    await storedIs(third, { value: choicesOf(third)[2]?.value, revision: 2 });
    await minh.context.close();
  });

  test("two tabs of one person share what waits, and each answer arrives once", async () => {
    const { page, context } = hanh;
    const other = await context.newPage();
    await other.goto(table.replace(/\/table$/, `?q=${second}`));
    await other.waitForLoadState("networkidle");
    await context.setOffline(true);
    await choice(page, first, 0).click();
    await other.locator('input[name="reply"]').nth(1).click();
    await rowOf(page, second).getByText(say("answering.not-sent"), { exact: true }).waitFor();
    await context.setOffline(false);
    await storedIs(first, { value: choicesOf(first)[0]?.value, revision: 1 });
    await storedIs(second, { value: choicesOf(second)[1]?.value, revision: 1 });
    await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0);
  });

  test("who may only look reads everything and finds nothing to press", async () => {
    await choice(hanh.page, first, 1).click();
    await storedIs(first, { revision: 1 });
    const lan = await colleague("viewer");
    await lan.page.goto(table);
    await lan.page.getByText(say("answering.viewer-head")).waitFor();
    expect(await lan.page.locator('main input[type="radio"]').count()).toBe(0);
    await rowOf(lan.page, first)
      .getByText(choicesOf(first)[1]?.text.vi ?? "", { exact: true })
      .waitFor();
    await lan.page.keyboard.press("j");
    await lan.page.keyboard.press("1");
    expect(await stored(second)).toBeUndefined();
    expect(await axeFindings(lan.page)).toEqual([]);
    await lan.context.close();
  });

  test("what is completed is locked, and says so", async () => {
    const { page } = hanh;
    await ask(hanh, table.replace(/table$/, "result"), { form: { intent: "complete" } }, stage.baseUrl);
    await page.reload();
    await page.getByText(say("answering.locked-head")).waitFor();
    expect(await page.locator('main input[type="radio"]').count()).toBe(0);
  });
});

test("not applicable asks for its reason in the row and is said only with it", async () => {
  const { page } = hanh;
  const { id } = questions.find(({ allowsNotApplicable }) => allowsNotApplicable) ?? { id: "" };
  await rowOf(page, id)
    .getByRole("radio", { name: say("answering.not-applicable") })
    .click();
  const reason = rowOf(page, id).getByRole("textbox");
  await expect.poll(() => reason.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await stored(id)).toBeUndefined();
  await reason.fill("Tiệm không giữ loại này");
  await headOf(page, first).focus();
  await storedIs(id, { kind: "not-applicable", reason: "Tiệm không giữ loại này" });
  await rowOf(page, id)
    .getByText(say("answering.with-reason", { reason: "Tiệm không giữ loại này" }))
    .waitFor();
  await rowOf(page, id)
    .getByRole("button", { name: new RegExp(say("answering.undo")) })
    .click();
  await storedIs(id, { kind: "none", revision: 2 });
});

describe("what stands beside an answer", () => {
  test("evidence is counted in its row, and the key chooses a file in place", async () => {
    const { page } = hanh;
    await headOf(page, second).focus();
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("e")]);
    await chooser.setFiles({ name: "bien-ban.txt", mimeType: "text/plain", buffer: Buffer.from("Bàn giao 24/11") });
    const count = rowOf(page, second).getByRole("button", { name: say("table.attached", { n: 1 }) });
    await count.waitFor();
    await rowOf(page, second)
      .getByRole("link", { name: /bien-ban\.txt/ })
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await count.focus();
    await page.keyboard.press("Escape");
    expect(await focused(page)).toBe(second);
    expect(await count.getAttribute("aria-expanded")).toBe("false");
    await page.reload();
    await ready(page);
    await count.click();
    await rowOf(page, second)
      .getByRole("link", { name: /bien-ban\.txt/ })
      .waitFor();
  });

  test("a colleague's reply by link says that it waits, and is taken in its row", async () => {
    const { page } = hanh;
    await page.goto(table.replace(/table$/, `ask?q=${first}`));
    await page.locator('input[name="name"]').fill("anh Nam");
    await page.getByRole("button", { name: say("asking.submit") }).click();
    await page.getByText(say("asking.made-title")).waitFor();
    const link = await page.getByLabel(say("people.link")).inputValue();
    const nam = await visit(stage);
    await nam.page.goto(link);
    await nam.page.locator('input[name="reply"]').nth(1).click();
    await nam.page.getByRole("button", { name: say("asked.send") }).click();
    await nam.page.getByText(/Đã gửi lúc/).waitFor();
    await nam.context.close();
    await openTable(page);
    const row = rowOf(page, first);
    await row.getByRole("button", { name: say("table.reply-waits", { name: "anh Nam" }) }).click();
    await row.getByRole("button", { name: say("asking.take"), exact: true }).click();
    await storedIs(first, { value: choicesOf(first)[1]?.value });
    await expect.poll(() => choice(page, first, 1).isChecked()).toBe(true);
    await row.getByText(say("table.reply-settled")).waitFor();
    await expect.poll(() => focused(page)).toBe(first);
    expect(await axeFindings(page)).toEqual([]);
  });
});

test("g and a letter lead to a screen, never from within a field, and not while a key means something else", async () => {
  const { page } = hanh;
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("ga");
  await page.getByRole("searchbox").fill("");
  await headOf(page, first).focus();
  await page.keyboard.press("g");
  await page.keyboard.press("j");
  expect(await focused(page)).toBe(second);
  await page.keyboard.press("a");
  expect(page.url()).toContain("/table");
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await page.waitForURL(/\/assessments$/);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByRole("switch").click();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await page.keyboard.press("?");
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(page.url()).toMatch(/\/assessments$/);
});

test("both ways of answering stay within 130 KB of gzipped scripts", async () => {
  for (const address of [table, table.replace(/\/table$/, `?q=${first}`)]) {
    const page = await hanh.context.newPage();
    const sizes: Promise<number>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "script")
        sizes.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto(address);
    await page.waitForLoadState("networkidle");
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(bytes / 1024, address).toBeGreaterThan(50);
    expect(bytes / 1024, address).toBeLessThanOrEqual(130);
    await page.close();
  }
});

test("filters stand in the address, count, keep a row under the hand, and lose no answer", async () => {
  const { page } = hanh;
  await choice(page, first, 2).click();
  // at once, while it is being saved
  await page.getByRole("link", { name: new RegExp(`^${say("table.kind-gaps")}`) }).click();
  await storedIs(first, { revision: 1 });
  expect(new URL(page.url()).searchParams.get("show")).toBe("gaps");
  expect(await page.locator("main tbody th[id]").count()).toBe(1);
  await page.reload();
  await ready(page);
  expect(await page.locator("main tbody th[id]").count()).toBe(1);
  await choice(page, first, 0).click();
  await storedIs(first, { revision: 2 });
  expect(await page.locator("main tbody th[id]").count()).toBe(1);
  await page.getByRole("button", { name: say("table.again") }).click();
  await page.getByText(say("table.none")).waitFor();
  await page.getByRole("button", { name: say("table.clear") }).click();
  const { short } = questions.at(-1) ?? { short: { vi: "" } };
  const plain = short.vi.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
  await page.getByRole("searchbox").fill(plain);
  await expect.poll(() => page.locator("main tbody th[id]").count()).toBe(1);
  expect(new URL(page.url()).searchParams.get("find")).toBe(plain);
});

test("the way of answering is switched at the same question, after what is under way, and remembered", async () => {
  const { page } = hanh;
  const assessment = table.replace(/\/table$/, "");
  await page.keyboard.press("j");
  await choice(page, second, 1).click();
  await page.getByRole("button", { name: say("answering.mode-question") }).click();
  await page.getByRole("heading", { level: 1, name: questions[1]?.text.vi ?? "" }).waitFor();
  await storedIs(second, { revision: 1 });
  expect(await page.locator('input[name="reply"]').nth(1).isChecked()).toBe(true);
  // it knows the revision that was just made: changing it again is no conflict
  await page.locator('input[name="reply"]').nth(0).click();
  await storedIs(second, { value: choicesOf(second)[0]?.value, revision: 2 });
  await page.getByRole("button", { name: say("answering.mode-table") }).click();
  await ready(page);
  expect(await current(page)).toBe(`row-${second}`);
  await page.goto(assessment);
  await page.waitForURL(/\/table$/);
  await page.goto(`${assessment}?q=${third}`);
  await page.getByRole("heading", { level: 1, name: questions[2]?.text.vi ?? "" }).waitFor();
  await page.getByRole("button", { name: say("answering.mode-table") }).click();
  await ready(page);
  await page.getByRole("button", { name: say("answering.mode-question") }).click();
  await page.getByRole("heading", { level: 1, name: questions[2]?.text.vi ?? "" }).waitFor();
  await page.goto(assessment);
  expect(new URL(page.url()).pathname).toBe(assessment);
});

describe("five hundred questions", () => {
  const [gate, follower] = ["wide.question-001", "wide.question-002"];
  beforeEach(async () => {
    table = await started(wideId);
    await openTable(hanh.page);
  });

  test("a gate opens and closes its row at once, says so, and the focus stays sane", async () => {
    const { page } = hanh;
    expect(await rowOf(page, follower).count()).toBe(0);
    await choice(page, gate, 0).click();
    await rowOf(page, follower).waitFor();
    await status(page)
      .filter({ hasText: /^Hiện thêm 1\scâu/ })
      .waitFor();
    expect(await focused(page)).toBe(gate);
    await page.keyboard.press("j");
    expect(await focused(page)).toBe(follower);
    await page.keyboard.press("k");
    await page.keyboard.press("3");
    await rowOf(page, follower).waitFor({ state: "detached" });
    await status(page)
      .filter({ hasText: /^Ẩn 1\scâu/ })
      .waitFor();
    expect(await focused(page)).toBe(gate);
    await storedIs(gate, { value: "unmet" });
  });

  test("a row that another's answer takes away hands the focus to the one before it", async () => {
    const { page } = hanh;
    await choice(page, gate, 0).click();
    await storedIs(gate, { revision: 1 });
    const minh = await colleague("contributor");
    await minh.page.goto(table);
    await ready(minh.page);
    await choice(page, follower, 0).focus();
    await choice(minh.page, gate, 2).click();
    await storedIs(gate, { revision: 2 });
    await vi.waitFor(
      async () => {
        await page.evaluate(() => window.dispatchEvent(new Event("focus")));
        expect(await rowOf(page, follower).count()).toBe(0);
      },
      { timeout: 15_000, interval: 250 },
    );
    await expect.poll(() => focused(page)).toBe(gate);
    await minh.context.close();
  });

  test("the first parts are drawn, the others fold with their count; keys and filters unfold what they come to", async () => {
    const { page } = hanh;
    const rows = page.locator("main tbody th[id]");
    const part = (n: number) => page.getByRole("button", { name: `Phần ${n}`, exact: true });
    await expect.poll(() => rows.count()).toBe(90);
    expect(await page.getByText(say("table.folded", { n: 45 }), { exact: true }).count()).toBe(8);
    // one after the last that is drawn
    await headOf(page, "wide.question-100").focus();
    await page.keyboard.press("j");
    expect(await focused(page)).toBe("wide.question-101");
    expect(await rows.count()).toBe(135);
    // what somebody has folded is passed over
    await part(2).click();
    expect(await rows.count()).toBe(90);
    await headOf(page, "wide.question-101").focus();
    await page.keyboard.press("k");
    expect(await focused(page)).toBe("wide.question-050");
    // the next that waits is asked for wherever it is
    await page.keyboard.press("Enter");
    expect(await focused(page)).toBe("wide.question-051");
    await part(10).click();
    await headOf(page, "wide.question-500").focus();
    await page.keyboard.press("Enter");
    expect(await focused(page)).toBe(gate);
    // a filter shows what it finds
    await page.getByRole("searchbox").fill("wide.question-40");
    await expect.poll(() => rows.count()).toBe(9);
    expect(await part(9).getAttribute("aria-expanded")).toBe("true");
    await page.getByRole("searchbox").fill("");
    await expect.poll(() => rows.count()).toBe(90);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    expect(await rows.count()).toBe(450);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await expect.poll(() => rows.count()).toBe(90);
  });

  test("one answer draws its own row alone", async () => {
    const { page } = hanh;
    await page.getByRole("button", { name: "Phần 5", exact: true }).click();
    const changed = page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const rows = new Set<string>();
          new MutationObserver((records) => {
            for (const { target } of records) {
              const element = target instanceof Element ? target : target.parentElement;
              const head = element?.closest("tbody tr")?.querySelector("th[id]");
              if (head) rows.add(head.id);
              if (document.querySelector("tr[data-current] .text-met")) resolve([...rows]);
            }
          }).observe(document.querySelector("main table") as Node, {
            subtree: true,
            childList: true,
            attributes: true,
            characterData: true,
          });
        }),
    );
    await choice(page, "wide.question-250", 0).click();
    expect((await changed).filter((id) => id !== `row-${gate}`)).toEqual(["row-wide.question-250"]);
  });
});

test("on a phone it is a list of full words; nothing sticks out, in light and dark", async () => {
  const state = await hanh.context.storageState();
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await stage.browser.newContext({
      baseURL: stage.baseUrl,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      colorScheme,
      storageState: state,
    });
    const page = await context.newPage();
    await page.goto(table);
    await ready(page);
    const label = rowOf(page, first).getByText(choicesOf(first)[1]?.text.vi ?? "", { exact: true });
    await label.first().waitFor();
    await choice(page, first, 1).tap();
    await storedIs(first, { value: choicesOf(first)[1]?.value });
    expect(await axeFindings(page)).toEqual([]);
    const [wide, narrow] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(wide).toBeLessThanOrEqual(narrow as number);
    const heights = await page
      .locator("main label")
      .evaluateAll((labels) => labels.map((each) => each.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    await context.close();
  }
});

test("without JavaScript it is read, filtered, and leads to each question and to the other way of answering", async () => {
  await choice(hanh.page, first, 1).click();
  await storedIs(first, { revision: 1 });
  const context = await stage.browser.newContext({
    baseURL: stage.baseUrl,
    javaScriptEnabled: false,
    locale: "vi-VN",
    storageState: await hanh.context.storageState(),
  });
  const page = await context.newPage();
  await page.goto(table);
  await page.getByText(questions[0]?.text.vi ?? "", { exact: true }).waitFor();
  expect(await choice(page, first, 1).isChecked()).toBe(true);
  expect(await choice(page, first, 1).isDisabled()).toBe(true);
  await page.getByRole("link", { name: new RegExp(`^${say("table.kind-unanswered")}`) }).click();
  expect(await rowOf(page, first).count()).toBe(0);
  await rowOf(page, second).getByRole("link").first().click();
  await page.getByRole("heading", { level: 1, name: questions[1]?.text.vi ?? "" }).waitFor();
  await page.getByRole("button", { name: say("answering.mode-table") }).click();
  await page.waitForURL(/\/table\?q=/);
  await context.close();
});
