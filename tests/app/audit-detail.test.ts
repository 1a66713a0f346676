import { expect, test } from "vitest";
import { detailInWords } from "#app/audit-detail.server.ts";
import { loadLibrary } from "#content/library.ts";
import type { Json } from "#domain/audit-chain.ts";

const library = loadLibrary("content");
const hanh = "1efac5d3-dd84-459b-abae-05a2a1d051b2";
const people = new Map([[hanh, "Nguyễn Thu Hạnh"]]);

function told(detail: { [key: string]: Json }, object = { kind: "link", id: "x" }, language: "vi" | "en" = "vi") {
  const reader = { library, language, people, zone: "Asia/Ho_Chi_Minh", object };
  return detailInWords(detail, reader).map(({ label, value }) => (value === "" ? label : `${label}: ${value}`));
}

test("ids that name nothing a reader knows are left out, people are named", () => {
  expect(told({ link: "51970513-1bb2-4edd-b85d-6bec4b62f135", owner: hanh })).toEqual(["người làm: Nguyễn Thu Hạnh"]);
});

test("instants, days, roles and codes are said in the reader's words", () => {
  const detail = { for: "company", role: "viewer", expiresAt: "2026-12-01T13:08:17.508Z", dueOn: "2026-12-15" };
  expect(told(detail)).toEqual([
    "để: vào doanh nghiệp",
    "vai trò: Người xem",
    "hết hạn: 20:08, 01/12/2026",
    "hạn: 15/12/2026",
  ]);
  expect(told({ from: "viewer", to: "manager" }, undefined, "en")).toEqual(["from: Viewer", "to: Manager"]);
  expect(told({ zone: { from: "Asia/Tokyo", to: "Asia/Ho_Chi_Minh" } })).toEqual([
    "múi giờ: Asia/Tokyo, thành Asia/Ho_Chi_Minh",
  ]);
});

test("an answer names its question, and says it as the question does", () => {
  const question = library.latest("leakage").questions.find(({ id }) => id === "data.listed");
  const choices = question?.answer.kind === "choice" ? question.answer.choices : [];
  const unmet = choices.find(({ value }) => value === "unmet")?.text.vi;
  const object = { kind: "answer", id: "a/data.listed" };
  expect(told({ revision: 2, from: "dont-know", to: "unmet", note: true }, object)).toEqual([
    `câu: ${question?.short.vi}`,
    "bản: 2",
    "từ: Chưa biết",
    `thành: ${unmet}`,
    "có ghi chú",
  ]);
});

test("what somebody typed is never taken for a code", () => {
  expect(told({ name: "company", colleague: "owner" })).toEqual(["tên: company", "người được nhờ: owner"]);
});
