import { describe, expect, test } from "vitest";
import { clauseViews } from "#app/answering/clauses.server.ts";
import { isDone, nextOpen, progressOf, sheetOf } from "#app/answering/model.ts";
import { actOf } from "#app/answering/keys.ts";
import type { Queued } from "#app/answering/outbox.ts";
import { isSame, newer, withKept, withQueued } from "#app/answering/overlay.ts";
import { replyOfFigure, withPressed } from "#app/answering/replies.ts";
import { AnsweringScreen } from "#app/components/answering/screen.tsx";
import type { Language } from "#domain/language.ts";
import { answer, content, explainedOf, hanh, pageOf, rendered, type Given } from "./answering-page.tsx";

function screen(given: Given): Promise<string> {
  return rendered(
    <AnsweringScreen answering={pageOf(given)} explained={explainedOf(given)} attached={[]} />,
    given.language,
  );
}

/** The tags of the fields of one name. */
const fields = (html: string, name: string) =>
  html.match(new RegExp(`<(input|textarea)[^>]*name="${name}"[^>]*>`, "g")) ?? [];
const values = (tags: readonly string[]) => tags.map((tag) => /value="([^"]*)"/.exec(tag)?.[1]);
const checked = (tags: readonly string[]) => values(tags.filter((tag) => /\schecked=""/.test(tag)));

describe("a question has an input of its own kind", () => {
  test("a choice: its rows, and the two of another kind below", async () => {
    const html = await screen({ question: "people.contract" });
    expect(values(fields(html, "reply"))).toEqual(["met", "partly", "unmet", "dont-know", "not-applicable"]);
    expect(checked(fields(html, "reply"))).toEqual([]);
  });

  test("not applicable is offered only where the question allows it", async () => {
    const html = await screen({ question: "people.leaving" });
    expect(values(fields(html, "reply"))).not.toContain("not-applicable");
    expect(fields(html, "reason")).toEqual([]);
  });

  test("several: boxes, with none of these among them, and those that were ticked", async () => {
    const answers = [answer("systems.channels", { value: ["zalo"], credit: 60 })];
    const html = await screen({ question: "systems.channels", answers });
    expect(values(fields(html, "box"))).toEqual(["zalo", "mail", "none"]);
    expect(checked(fields(html, "box"))).toEqual(["zalo"]);
  });

  test("a number with its unit and bounds, a date that is not after today", async () => {
    const number = await screen({
      question: "systems.admins",
      answers: [answer("systems.admins", { value: 2, credit: 100 })],
    });
    expect(values(fields(number, "figure"))).toEqual(["2"]);
    expect(number).toContain("Con số, tính bằng người");
    const date = await screen({ question: "systems.restored-on" });
    expect(fields(date, "figure")[0]).toMatch(/type="date".*max="2026-11-24"/);
  });

  test("maturity: six levels, said in words", async () => {
    const html = await screen({ question: "systems.maturity", answers: [answer("systems.maturity", { value: 0 })] });
    expect(values(fields(html, "reply"))).toEqual(["0", "1", "2", "3", "4", "5", "dont-know", "not-applicable"]);
    expect(checked(fields(html, "reply"))).toEqual(["0"]);
    expect(html).toContain("Đã viết ra và làm đều theo đó");
  });
});

describe("what stands is shown as it stands", () => {
  test("without JavaScript the form has all that a save needs", async () => {
    const html = await screen({
      question: "people.contract",
      answers: [answer("people.contract", { value: "met", revision: 3, note: "xem sổ" })],
    });
    expect(html).toMatch(/<form method="post"/);
    expect(values(fields(html, "questionId"))).toEqual(["people.contract"]);
    expect(values(fields(html, "basedOn"))).toEqual(["3"]);
    expect(values(fields(html, "saveKey"))[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(checked(fields(html, "reply"))).toEqual(["met"]);
    expect(html).toContain("xem sổ");
  });

  test("a carried answer is shown to be confirmed, and chosen for nobody", async () => {
    const carried = answer("people.contract", { value: "partly", confirmed: false, source: "carried" });
    const html = await screen({ question: "people.contract", answers: [carried] });
    expect(html).toContain("Câu trả lời của đợt trước. Còn đúng không?");
    expect(html).toContain("Nguyễn Thu Hạnh trả lời ngày 24/11/2026");
    expect(checked(fields(html, "reply"))).toEqual([]);
  });

  test("not applicable shows its reason, and says who accepted it, oneself included", async () => {
    const mark = { kind: "not-applicable", reason: "tiệm một người" } as const;
    const self = await screen({
      question: "people.contract",
      answers: [answer("people.contract", { ...mark, acceptedBy: hanh.id, acceptedByName: hanh.name })],
    });
    expect(self).toContain("tiệm một người");
    expect(self).toContain("Tự duyệt");
    const byOther = answer("people.contract", {
      ...mark,
      answeredBy: "other",
      acceptedBy: hanh.id,
      acceptedByName: hanh.name,
    });
    expect(await screen({ question: "people.contract", answers: [byOther] })).toContain("Nguyễn Thu Hạnh đã đồng ý");
  });

  test("the button to accept is there for a second person alone", async () => {
    const accept = 'name="act" value="accept"';
    const rights = { acceptsAlone: false };
    const mine = answer("people.contract", { kind: "not-applicable", reason: "không có" });
    const theirs = { ...mine, answeredBy: "other" };
    expect(await screen({ question: "people.contract", answers: [mine], rights })).not.toContain(accept);
    expect(await screen({ question: "people.contract", answers: [theirs], rights })).toContain(accept);
    expect(
      await screen({ question: "people.contract", answers: [theirs], rights: { ...rights, mayAccept: false } }),
    ).not.toContain(accept);
  });

  test("a locked one stays readable, with its answers disabled and the reason said", async () => {
    const html = await screen({
      question: "people.contract",
      state: "completed",
      answers: [answer("people.contract", { value: "met" })],
    });
    expect(html).toContain("Đợt này đã chốt.");
    expect(fields(html, "reply").every((tag) => /\sdisabled=""/.test(tag))).toBe(true);
    expect(checked(fields(html, "reply"))).toEqual(["met"]);
  });

  test("who only reads goes through all of it, with neither keys nor minutes to press for", async () => {
    const html = await screen({ question: "people.contract", state: "completed" });
    expect(html).toContain("Câu tiếp theo");
    expect(html).not.toMatch(/còn khoảng|để chọn|Thêm ghi chú/);
    const last = await screen({ question: "systems.maturity", state: "completed" });
    expect(/<a [^>]*id="next"[^>]*>Xem kết quả/.test(last)).toBe(true);
  });

  test("who may only look is told whom to ask", async () => {
    const html = await screen({ question: "people.contract", rights: { mayAnswer: false, mayAccept: false } });
    expect(html).toContain("Nhờ chủ hoặc quản lý cho quyền.");
    expect(fields(html, "reply").every((tag) => /\sdisabled=""/.test(tag))).toBe(true);
  });

  test("a question behind an unanswered or a shut gate says which one decides, and takes no answer", async () => {
    const behind = await screen({ question: "people.leaving-proof" });
    expect(behind).toContain("Câu này chờ câu “people.leaving”");
    expect(fields(behind, "reply").every((tag) => /\sdisabled=""/.test(tag))).toBe(true);
    const shut = await screen({
      question: "people.leaving-proof",
      answers: [answer("people.leaving", { value: "unmet" })],
    });
    expect(shut).toContain("Không cần trả lời: câu “people.leaving”");
  });

  test("in English every word of the screen is English", async () => {
    const html = await screen({ question: "people.contract", language: "en" });
    expect(html).toContain("Why we ask");
    expect(html).not.toMatch(/Câu tiếp theo|Chưa biết|còn khoảng/);
  });

  test("no style attribute, which the policy would block, and every id once", async () => {
    const html = await screen({ framework: content.latest("leakage") });
    expect(html).not.toMatch(/\sstyle=/);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("what the law says", () => {
  const clauses = (subject: "organisation" | "household", language: Language) => {
    const question = content.latest("leakage").questions.find(({ id }) => id === "sharing.named-people-only");
    return clauseViews(question ? content.obligationsFor(question) : [], { library: content, language, subject });
  };

  test("a card names the instrument and the article, and the fine of this kind of firm", () => {
    expect(clauses("organisation", "vi")[0]).toMatchObject({
      instrument: "Nghị định 356/2025/NĐ-CP",
      article: "Điều\u00a07 khoản\u00a04",
      fine: expect.stringMatching(/^Khung phạt: \d+–\d+ triệu đồng$/),
      standing: expect.stringMatching(/^Hiệu lực từ \d\d\/\d\d\/\d{4} · /),
    });
    expect(clauses("organisation", "en")[0]).toMatchObject({
      article: "Article\u00a07(4)",
      instrument: "Decree 356/2025/NĐ-CP",
    });
  });

  test("a household business is fined half of what a company is", () => {
    const [from, to] = (["organisation", "household"] as const).map((subject) =>
      amounts(clauses(subject, "vi")[0]?.fine ?? ""),
    );
    expect(from).toHaveLength(2);
    expect(to).toEqual(from?.map((amount) => amount / 2));
  });

  const amounts = (fine: string) => (fine.match(/\d+/g) ?? []).map(Number);
});

describe("where one is", () => {
  test("it opens with the first question that waits, or with the one that the address names", () => {
    expect(pageOf({}).current).toBe("people.contract");
    expect(pageOf({ answers: [answer("people.contract", { value: "met" })] }).current).toBe("people.leaving");
    expect(pageOf({ question: "systems.maturity" }).current).toBe("systems.maturity");
    expect(pageOf({ question: "of-another" }).current).toBe("people.contract");
  });

  test("the next is the next that waits, across parts and around the end, past what is not asked", () => {
    const page = pageOf({
      facts: { abroad: ["false"] },
      answers: [answer("people.leaving", { value: "unmet" }), answer("people.critical-duty", { kind: "dont-know" })],
    });
    const sheet = sheetOf(page, page.answers);
    expect(nextOpen(page, sheet, "people.contract")).toBe("systems.channels");
    expect(nextOpen(page, sheet, "systems.maturity")).toBe("people.contract");
  });

  test("progress counts what is asked, and carried answers take less time", () => {
    const page = pageOf({ facts: { abroad: ["false"] } });
    expect(progressOf(page, sheetOf(page, page.answers))).toEqual({ asked: 8, answered: 0, minutes: 4 });
    const carried = ["people.contract", "people.leaving", "people.critical-duty"].map((id) =>
      answer(id, { value: "met", credit: 100, confirmed: false, source: "carried" }),
    );
    const again = pageOf({ facts: { abroad: ["false"] }, answers: carried });
    expect(progressOf(again, sheetOf(again, again.answers))).toEqual({ asked: 8, answered: 0, minutes: 3 });
  });

  test("a mark that waits for a second person counts for nothing yet, and nobody is sent back to it", () => {
    const page = pageOf({ answers: [answer("people.contract", { kind: "not-applicable", reason: "không có" })] });
    const sheet = sheetOf(page, page.answers);
    expect(sheet.standings.get("people.contract")?.state).toBe("unanswered");
    expect(isDone(sheet, "people.contract")).toBe(true);
  });
});

describe("what is shown while it is not confirmed", () => {
  const page = pageOf({ answers: [answer("people.contract", { value: "met", credit: 100 })] });
  const confirmed = page.answers;
  const queued = (questionId: string, change: Partial<Queued>): Queued => ({
    saveKey: questionId,
    questionId,
    basedOn: 0,
    at: "2026-11-24T03:00:00Z",
    isSent: false,
    ...change,
  });
  const shown = (...items: Queued[]) => withQueued(page, confirmed, items);

  test("a change stands on top at once, with what it will earn", () => {
    const answers = shown(
      queued("people.leaving", { reply: { kind: "choice", value: "partly" } }),
      queued("people.contract", { note: " xem sổ " }),
    );
    expect(answers["people.leaving"]).toMatchObject({ value: "partly", credit: 50, confirmed: true, isMine: true });
    expect(answers["people.contract"]).toMatchObject({ value: "met", note: "xem sổ" });
    // 2 × 100 and 8 × 50 of 10 × 100
    expect(sheetOf(page, answers).score.score).toBe(6000);
  });

  test("gates open and close at once", () => {
    const open = shown(queued("people.leaving", { reply: { kind: "choice", value: "met" } }));
    expect(sheetOf(page, open).standings.get("people.leaving-proof")).toMatchObject({
      state: "unanswered",
      because: [],
    });
    const shut = shown(queued("people.leaving", { reply: { kind: "choice", value: "unmet" } }));
    expect(sheetOf(page, shut).standings.get("people.leaving-proof")?.state).toBe("implied");
  });

  test("what waits for a decision shows as the server has it; what was taken back as it was before", () => {
    const trouble = { kind: "refused", code: "not-asked" } as const;
    expect(shown(queued("people.contract", { reply: { kind: "dont-know" }, trouble }))["people.contract"]?.value).toBe(
      "met",
    );
    expect(shown(queued("people.contract", { undo: { shows: null } }))["people.contract"]).toBeUndefined();
  });

  test("a change that the server will refuse breaks nothing", () => {
    const answers = shown(queued("people.contract", { reply: { kind: "choice", value: "gone" } }));
    expect(answers["people.contract"]).toMatchObject({ value: "gone", credit: 0 });
  });

  test("a confirmation unconfirms what stands behind; an older reading replaces nothing that is newer", () => {
    const seen = confirmed["people.contract"];
    if (!seen) throw new Error("no answer");
    const kept = withKept(confirmed, "people.leaving", { revision: 1, answer: seen, unconfirmed: ["people.contract"] });
    expect(kept["people.contract"]?.confirmed).toBe(false);
    const read = { "people.contract": { ...seen, value: "unmet" }, "people.leaving": { ...seen, revision: 2 } };
    const known = {
      "people.contract": { ...seen, revision: 3 },
      "people.leaving": { ...seen, revision: 2, value: "partly" },
    };
    expect(newer(known, read)).toMatchObject({
      "people.contract": { revision: 3, value: "met" },
      "people.leaving": { value: "met" },
    });
    expect([isSame(seen, { ...seen, answeredAt: "later" }), isSame(seen, { ...seen, note: "khác" })]).toEqual([
      true,
      false,
    ]);
  });
});

describe("keys", () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
    actOf({
      key,
      code: "",
      keyCode: 0,
      isComposing: false,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      shiftKey: false,
      repeat: false,
      defaultPrevented: false,
      ...more,
    });

  test("digits choose by their place, 0 and x don't know, j n k p walk, m writes, Enter goes on, ? lists", () => {
    expect(press("1", { code: "Digit1" })).toEqual({ kind: "choose", place: 0 });
    expect(press("3", { code: "Numpad3" })).toEqual({ kind: "choose", place: 2 });
    expect([press("0", { code: "Digit0" }), press("x")]).toEqual([{ kind: "dont-know" }, { kind: "dont-know" }]);
    expect(["j", "n", "k", "p", "m", "Enter"].map((key) => press(key)?.kind)).toEqual([
      "forward",
      "forward",
      "back",
      "back",
      "note",
      "next",
    ]);
    expect(press("?", { shiftKey: true })).toEqual({ kind: "help" });
  });

  test("a Vietnamese layout, where the digits are letters with marks, chooses as well", () => {
    expect(press("ă", { code: "Digit1" })).toEqual({ kind: "choose", place: 0 });
  });

  test("what an input method composes with, and what a modifier makes another key of, means nothing here", () => {
    expect(press("j", { isComposing: true })).toBeUndefined();
    expect(press("j", { keyCode: 229 })).toBeUndefined();
    expect(press("Process", { code: "KeyJ" })).toBeUndefined();
    for (const modifier of ["ctrlKey", "metaKey", "altKey"] as const)
      expect(press("1", { code: "Digit1", [modifier]: true })).toBeUndefined();
    expect(press("J", { shiftKey: true })).toBeUndefined();
    expect(press("1", { code: "Digit1", repeat: true })).toBeUndefined();
  });
});

describe("what is typed or ticked", () => {
  const number = { kind: "number", unit: "người", min: 0, max: 500, bands: [] } as const;
  test("a number within its bounds, a day up to today; nothing typed takes the answer back", () => {
    expect(replyOfFigure(number, " 12 ", "2026-11-24")).toEqual({ kind: "choice", value: 12 });
    for (const wrong of ["501", "-1", "1,5", "1e2", "mười"])
      expect(replyOfFigure(number, wrong, "2026-11-24")).toBeUndefined();
    const date = { kind: "date", bands: [] } as const;
    expect(replyOfFigure(date, "2026-11-24", "2026-11-24")).toEqual({ kind: "choice", value: "2026-11-24" });
    expect(replyOfFigure(date, "2026-11-25", "2026-11-24")).toBeUndefined();
    expect(replyOfFigure(date, "", "2026-11-24")).toEqual({ kind: "none" });
  });

  test("none of these and the others exclude each other", () => {
    expect(withPressed(["zalo", "mail"], "none")).toEqual(["none"]);
    expect(withPressed(["none"], "zalo")).toEqual(["zalo"]);
    expect(withPressed(["zalo", "mail"], "zalo")).toEqual(["mail"]);
  });
});
