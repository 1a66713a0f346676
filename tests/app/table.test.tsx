import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sheetOf, type Answering } from "#app/answering/model.ts";
import { filterIn, heldBack, kinds, noFilter, numbersOf, rowsOf, searchOf, type Filter } from "#app/answering/table.ts";
import { TableScreen } from "#app/components/answering-table/screen.tsx";
import { answer, content, pageOf, rendered, type Given } from "./answering-page.tsx";

function screen(given: Given, filter: Filter = noFilter): Promise<string> {
  return rendered(<TableScreen answering={pageOf(given)} attached={[]} filter={filter} />, given.language);
}
/** The heading cell of each row, in order. */
const rowsIn = (html: string) => [...html.matchAll(/<th [^>]*id="row-([^"]+)"/g)].map(([, id]) => id);
const row = (html: string, id: string) => html.split("<tr ").find((part) => part.includes(`id="row-${id}"`)) ?? "";

const shown = (page: Answering, filter: Partial<Filter>, more: Partial<Parameters<typeof rowsOf>[0]> = {}) => {
  const sheet = sheetOf(page, page.answers);
  const asked = { page, sheet, numbers: numbersOf(page), withNotAsked: false, kept: new Set<string>(), ...more };
  return rowsOf({ ...asked, filter: { ...noFilter, ...filter } });
};
const ids = (rows: ReturnType<typeof shown>) => rows.lines.map(({ question }) => question.id);

const answered = () =>
  pageOf({
    answers: [
      answer("people.contract", { value: "partly", credit: 50, note: "Hỏi chị Lan" }),
      answer("people.leaving", { kind: "dont-know" }),
      answer("people.critical-duty", { kind: "not-applicable", reason: "không có kho", acceptedBy: "x" }),
      answer("systems.channels", { value: ["zalo"], credit: 60, confirmed: false, source: "carried" }),
      answer("systems.maturity", { value: 5, credit: 100 }),
    ],
  });

describe("which rows there are", () => {
  test("one a question, part by part; what a gate holds back is none until it opens", () => {
    expect(ids(shown(pageOf({}), {}))).toEqual([
      "people.contract",
      "people.leaving",
      "people.abroad",
      "people.critical-duty",
      "systems.channels",
      "systems.admins",
      "systems.restored-on",
      "systems.maturity",
    ]);
    const opened = pageOf({ answers: [answer("people.leaving", { value: "met", credit: 100 })] });
    expect(ids(shown(opened, {}))).toContain("people.leaving-proof");
    const shut = pageOf({ answers: [answer("people.leaving", { value: "unmet" })] });
    expect(ids(shown(shut, {}))).not.toContain("people.leaving-proof");
  });

  test("a fact that does not hold hides a question from everybody", () => {
    const page = pageOf({ facts: { abroad: ["false"] } });
    expect(ids(shown(page, {}, { withNotAsked: true }))).not.toContain("people.abroad");
  });

  test("who reads sees what a gate holds back, and so does who asks for it", () => {
    expect(ids(shown(pageOf({}), {}, { withNotAsked: true }))).toContain("people.leaving-proof");
    expect(ids(shown(pageOf({}), { kinds: ["not-asked"] }))).toEqual(["people.leaving-proof"]);
    expect(heldBack(pageOf({}), sheetOf(pageOf({}), {}))).toEqual(new Map([["people.leaving", 1]]));
  });

  test("each kind is found and counted", () => {
    const page = answered();
    expect(ids(shown(page, { kinds: ["gaps"] }))).toEqual(["people.contract"]);
    expect(ids(shown(page, { kinds: ["dont-know"] }))).toEqual(["people.leaving"]);
    expect(ids(shown(page, { kinds: ["not-applicable"] }))).toEqual(["people.critical-duty"]);
    expect(ids(shown(page, { kinds: ["to-confirm"] }))).toEqual(["systems.channels"]);
    expect(ids(shown(page, { kinds: ["unanswered"] }))).toEqual([
      "people.abroad",
      "systems.admins",
      "systems.restored-on",
    ]);
    expect(shown(page, {}).counts).toEqual({
      unanswered: 3,
      "to-confirm": 1,
      "dont-know": 1,
      "not-applicable": 1,
      gaps: 1,
      critical: 2,
      "not-asked": 1,
    });
  });

  test("kinds add up, the rest narrows down", () => {
    const page = answered();
    expect(ids(shown(page, { kinds: ["gaps", "dont-know"] }))).toEqual(["people.contract", "people.leaving"]);
    expect(ids(shown(page, { kinds: ["gaps", "dont-know"], critical: true }))).toEqual(["people.leaving"]);
    expect(ids(shown(page, { topic: "systems", kinds: ["unanswered"] }))).toEqual([
      "systems.admins",
      "systems.restored-on",
    ]);
  });

  test("a search finds with and without marks, in notes and reasons too", () => {
    const page = answered();
    expect(ids(shown(page, { find: "chi lan" }))).toEqual(["people.contract"]);
    expect(ids(shown(page, { find: "chị Lan" }))).toEqual(["people.contract"]);
    expect(ids(shown(page, { find: "chí lan" }))).toEqual([]);
    expect(ids(shown(page, { find: "KHONG CO KHO" }))).toEqual(["people.critical-duty"]);
    expect(ids(shown(page, { find: "2.4" }))).toEqual(["systems.maturity"]);
  });

  test("a row that fits no more stays until the filter is set again, but not behind a shut gate", () => {
    const filter: Partial<Filter> = { kinds: ["unanswered"] };
    const kept = new Set(ids(shown(pageOf({}), filter)));
    const after = shown(answered(), filter, { kept });
    expect(ids(after)).toContain("people.contract");
    expect(after.lines.length - after.fitting).toBeGreaterThan(0);
    const shut = pageOf({ answers: [answer("people.leaving", { value: "unmet" })] });
    expect(ids(shown(shut, filter, { kept: new Set(["people.leaving-proof"]) }))).not.toContain("people.leaving-proof");
  });

  test("every shown question that can be answered stands in the table whatever was answered", () => {
    const question = fc.constantFrom(...pageOf({}).framework.questions.map(({ id }) => id));
    const said = fc.constantFrom({ value: "met", credit: 100 }, { value: "unmet" }, { kind: "dont-know" as const });
    fc.assert(
      fc.property(fc.array(fc.tuple(question, said), { maxLength: 12 }), (given) => {
        const page = pageOf({ answers: given.map(([id, how]) => answer(id, how)) });
        const all = shown(page, {});
        const split = kinds.flatMap((kind) => ids(shown(page, { kinds: [kind] })));
        const met = all.lines.filter((line) => line.kinds.length === 0).map(({ question: { id } }) => id);
        expect(new Set([...split, ...met])).toEqual(new Set(ids(shown(page, {}, { withNotAsked: true }))));
      }),
    );
  });
});

describe("the address", () => {
  test("keeps a filter, and what is no filter is none", () => {
    const filter: Filter = { kinds: ["dont-know", "gaps"], critical: true, topic: "people", find: "khóa hết" };
    expect(filterIn(new URLSearchParams(searchOf(filter, "people.contract")))).toEqual(filter);
    expect(filterIn(new URLSearchParams("show=everything&critical=1&topic="))).toEqual(noFilter);
    expect(searchOf(noFilter, "people.contract")).toBe("?q=people.contract");
  });
});

describe("the table as the server sends it", () => {
  test("has a heading for each row, and a way to the question by itself without JavaScript", async () => {
    const html = await screen({});
    expect(rowsIn(html)).toContain("people.contract");
    expect(html).toMatch(/<th [^>]*scope="col"/);
    expect(html).toMatch(/<th [^>]*scope="rowgroup"[^>]*colSpan="5"|<th [^>]*colSpan="5"/);
    expect(row(html, "people.contract")).toContain('href="/c/gom-an-nhien/assessments/');
    expect(row(html, "people.contract")).toContain("?q=people.contract");
    expect(html).toContain("<fieldset disabled");
  });

  test("has an input of its own kind in each row, with its full words", async () => {
    const html = await screen({});
    expect(row(html, "people.contract").match(/type="radio"/g)).toHaveLength(5);
    expect(row(html, "people.leaving").match(/type="radio"/g)).toHaveLength(4);
    expect(row(html, "systems.channels").match(/type="checkbox"/g)).toHaveLength(3);
    expect(row(html, "systems.admins")).toContain('inputMode="numeric"');
    expect(row(html, "systems.restored-on")).toContain('type="date"');
    expect(row(html, "systems.maturity")).toContain("Mức 3");
    expect(row(html, "people.contract")).toContain(">Một phần</span>");
  });

  test("shows what was said, by whom and when, with note and reason", async () => {
    const html = await screen({
      answers: [
        answer("people.contract", { value: "partly", credit: 50, note: "Hỏi chị Lan" }),
        answer("people.critical-duty", { kind: "not-applicable", reason: "không có kho" }),
      ],
    });
    expect(row(html, "people.contract")).toContain("Nguyễn Thu Hạnh");
    expect(row(html, "people.contract")).toContain("Ghi chú: Hỏi chị Lan");
    expect(row(html, "people.critical-duty")).toContain("Không áp dụng: không có kho");
  });

  test("an earlier answer waits to be confirmed by one press", async () => {
    const carried = answer("people.contract", { value: "met", credit: 100, confirmed: false, source: "carried" });
    const html = await screen({ answers: [carried] });
    expect(row(html, "people.contract")).toContain("Trước đây: Có");
    expect(row(html, "people.contract")).toContain(content.messages.answering?.vi.confirm);
  });

  test("who may only read, and what is completed, has no inputs, says why, and shows all", async () => {
    const answers = [answer("people.contract", { value: "partly", credit: 50 })];
    for (const given of [
      { answers, rights: { mayAnswer: false, mayAccept: false } },
      { answers, state: "completed" as const },
    ]) {
      const html = await screen(given);
      expect(html).not.toMatch(/type="(radio|checkbox|date)"/);
      expect(row(html, "people.contract")).toContain("Một phần");
      expect(rowsIn(html)).toContain("people.leaving-proof");
      expect(row(html, "people.leaving-proof")).toContain("people.leaving");
    }
    expect(await screen({ state: "completed" })).toContain(content.messages.answering?.vi["locked-head"]);
    expect(await screen({ rights: { mayAnswer: false } })).toContain(content.messages.answering?.vi["viewer-head"]);
  });

  test("a filter of the address is applied by the server", async () => {
    const html = await screen({}, { ...noFilter, topic: "systems" });
    expect(rowsIn(html).every((id) => id?.startsWith("systems."))).toBe(true);
    expect(await screen({}, { ...noFilter, find: "zzz" })).toContain(content.messages.table?.vi.none);
  });

  test("speaks English too", async () => {
    const html = await screen({ language: "en" });
    expect(html).toContain("Not answered");
    expect(html).not.toContain("Chưa trả lời");
  });
});
