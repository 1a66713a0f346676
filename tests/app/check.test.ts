import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { loadLibrary } from "#content/library.ts";
import {
  askedOf,
  firstOpen,
  keptWith,
  neighboursOf,
  saidIn,
  standingAnswers,
  type CheckAnswers,
  type CheckSheet,
} from "#app/check/model.ts";
import { pictureOf, type CheckDetail } from "#app/check/picture.ts";
import { askedTexts, freeCheckOf, resultTexts, sheetFor } from "#app/check/sheet.server.ts";
import { pageGlossary } from "#app/glossary.server.ts";
import { glossFinder } from "#domain/glossary.ts";

const library = loadLibrary("content");
/** Bytes as they are sent. */
const packed = (value: unknown) => gzipSync(JSON.stringify(value)).length;
const sheet = sheetFor(freeCheckOf(library));
const said = (value: string, meaning = 1) => ({ meaning, reply: { kind: "choice", value } as const });
const everywhere = (value: string): CheckAnswers =>
  Object.fromEntries(sheet.questions.map(({ id, meaning }) => [id, said(value, meaning)]));
const { questions, playbooks } = resultTexts(freeCheckOf(library), { library, language: "vi" });
const details = Object.fromEntries(
  Object.entries(questions).map(([id, about]): [string, CheckDetail] => [
    id,
    {
      kinds: about.consequences.map(({ kind }) => kind),
      remedies: about.playbooks.map((playbook) => ({ id: playbook, effort: playbooks[playbook]?.effort ?? "L" })),
    },
  ]),
);

describe("the free check", () => {
  test("is twenty questions that one tap answers, with every text in both languages", () => {
    expect(sheet.questions).toHaveLength(20);
    for (const language of ["vi", "en"] as const) {
      const texts = askedTexts(freeCheckOf(library), { language, find: glossFinder(library.glossary, language) });
      for (const { id, choices } of sheet.questions) expect(texts[id]?.choices).toHaveLength(choices.length);
    }
    expect(askedOf(sheet, {})).toHaveLength(20);
  });

  test.each(["vi", "en"] as const)(
    "explains its words, and they weigh little beside the questions (%s)",
    (language) => {
      const { find, views } = pageGlossary({ library, language });
      const texts = askedTexts(freeCheckOf(library), { language, find });
      const named = Object.values(texts).flatMap((text) =>
        (["help", "example", "why"] as const).flatMap((key) => {
          for (const { at, length } of text.glosses[key]) expect(text[key].slice(at, at + length)).not.toBe("");
          return text.glosses[key].map(({ term }) => term);
        }),
      );
      expect(new Set(named).size).toBeGreaterThan(8);
      expect(Object.keys(views()).sort()).toEqual([...new Set(named)].sort());
      const bare = Object.values(texts).map(({ text, help, example, why, choices }) => [
        text,
        help,
        example,
        why,
        choices,
      ]);
      expect(packed({ texts, terms: views() }) - packed(bare)).toBeLessThan(3 * 1024);
      // what the browser scores with holds no words at all
      expect(packed(sheet)).toBeLessThan(3 * 1024);
    },
  );

  test("turns from the first question to the last and on to the result", () => {
    const [first, second] = sheet.questions;
    expect(neighboursOf(sheet, {}, first!.id)).toEqual({ before: undefined, after: second!.id });
    expect(neighboursOf(sheet, {}, sheet.questions.at(-1)!.id).after).toBeUndefined();
    expect(firstOpen(sheet, { [first!.id]: said("met") })).toBe(second!.id);
    expect(firstOpen(sheet, everywhere("unmet"))).toBeUndefined();
  });
});

describe("what the browser kept", () => {
  test("comes back, each answer over the one before", () => {
    const one = keptWith(null, sheet.id, "data.listed", said("met"));
    const two = keptWith(one, sheet.id, "policy.written-and-known", { meaning: 1, reply: { kind: "dont-know" } });
    const three = keptWith(two, sheet.id, "data.listed", said("partly"));
    expect(standingAnswers(sheet, saidIn(three, sheet.id))).toEqual({
      "data.listed": said("partly"),
      "policy.written-and-known": { meaning: 1, reply: { kind: "dont-know" } },
    });
  });

  test.each([
    null,
    "",
    "{",
    "[]",
    "null",
    '{"framework":"gdpr","answers":{}}',
    '{"framework":"leakage","answers":[1]}',
  ])("is nothing when it is %s", (kept) => expect(saidIn(kept, sheet.id)).toEqual({}));

  test("leaves out what the questions of today do not take: another meaning, an unknown choice, no question", () => {
    const kept = { "data.listed": said("met", 2), "data.in-one-place": said("perhaps"), "no.such": said("met") };
    expect(standingAnswers(sheet, kept)).toEqual({});
  });
});

describe("the first picture", () => {
  test("all met is A with nothing to do; nothing met is E with all gaps, gravest first", () => {
    const best = pictureOf(sheet, everywhere("met"), details);
    expect(best).toMatchObject({ gaps: [], first: [], afterAll: null, damage: [], unknown: [], answered: 20 });
    expect(best.score).toMatchObject({ gradeLow: "A", final: true, low: 10_000, high: 10_000 });
    const worst = pictureOf(sheet, everywhere("unmet"), details);
    expect(worst.score).toMatchObject({ gradeLow: "E", final: true, score: 0 });
    const severities = worst.gaps.map(({ severity }) => severity);
    expect(severities).toEqual([...severities].sort().reverse());
    expect(worst.first).toHaveLength(5);
  });

  test("promises of each thing to do what doing it alone would bring", () => {
    const answers = { ...everywhere("met"), "data.listed": said("unmet") };
    const { first, score, afterAll } = pictureOf(sheet, answers, details);
    expect(first).toHaveLength(1);
    expect(first[0]?.gain).toBe(100 - Math.floor((score.score ?? 0) / 100));
    expect(afterAll).toBe(100);
  });

  test("what is not known is a gap and is listed; what is not answered widens the range and is no gap", () => {
    const answers: CheckAnswers = {
      ...everywhere("met"),
      "data.listed": { meaning: 1, reply: { kind: "dont-know" } },
      "policy.written-and-known": undefined,
    };
    const { gaps, unknown, score, answered, afterAll } = pictureOf(sheet, answers, details);
    expect(gaps.map(({ question, state }) => [question, state])).toEqual([["data.listed", "dontKnow"]]);
    expect(Object.fromEntries(unknown.map(({ id, isAnswered }) => [id, isAnswered]))).toEqual({
      "data.listed": true,
      "policy.written-and-known": false,
    });
    expect(score.low).toBeLessThan(score.high ?? 0);
    expect(answered).toBe(19);
    // with all of the list done, what is open still counts as a no
    expect(afterAll).toBeLessThan(100);
  });

  test("a follow-up is asked once its gate is answered, and not behind a no", () => {
    const [gate, behind] = sheet.questions;
    const gated: CheckSheet = {
      ...sheet,
      questions: [gate!, { ...behind!, asksWhen: [{ question: gate!.id, least: 50 }] }],
    };
    expect(askedOf(gated, {})).toEqual([gate!.id]);
    expect(askedOf(gated, { [gate!.id]: said("met") })).toEqual([gate!.id, behind!.id]);
    expect(neighboursOf(gated, { [gate!.id]: said("unmet") }, gate!.id).after).toBeUndefined();
  });
});
