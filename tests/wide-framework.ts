import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadLibrary } from "#content/library.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import type { Question } from "#domain/content/question.schema.ts";

const root = join(import.meta.dirname, "..");
export const wideId = "wide";
const parts = 10;

const text = (words: string) => ({ vi: words, en: words });

/** As many questions as asked for in ten parts, in the words of a real one; every tenth opens its follower. */
function wideQuestions(like: Question, count: number): Question[] {
  const { answer, consequences, covers, controls, evidence, help, example, why } = like;
  const severities = ["S1", "S2", "S3", "S4"] as const;
  const idOf = (i: number) => `wide.question-${String(i + 1).padStart(3, "0")}`;
  return Array.from({ length: count }, (_, i): Question => {
    const isGate = i % 10 === 0;
    return {
      id: idOf(i),
      meaning: 1,
      topic: `part-${Math.floor((i * parts) / count) + 1}`,
      severity: severities[i % 4] ?? "S1",
      appliesWhen: [],
      asksWhen: i % 10 === 1 ? [{ question: idOf(i - 1), least: 50 }] : [],
      allowsNotApplicable: !isGate,
      answer,
      consequences,
      covers,
      controls,
      evidence,
      help,
      example,
      why,
      text: { vi: `${like.text.vi} (${i + 1})`, en: `${like.text.en} (${i + 1})` },
      short: { vi: `${like.short.vi} ${i + 1}`, en: `${like.short.en} ${i + 1}` },
    };
  });
}

/** A folder of content like ours, with a long questionnaire beside the real ones. @returns the folder */
export function contentWithWide(folder: string, count: number): string {
  const content = join(folder, "content");
  cpSync(join(root, "content"), content, { recursive: true });
  const like = loadLibrary(content)
    .latest("leakage")
    .questions.find((q) => q.answer.kind === "choice");
  if (!like) throw new Error("the check has no plain question");
  const framework: Omit<Framework, "questions" | "revision"> = {
    id: wideId,
    version: "1",
    kind: "check",
    title: text("Bộ câu hỏi rất dài"),
    short: text("Rất dài"),
    about: text("Mọi câu hỏi lặp lại nhiều lần"),
    published: "2026-11-01",
    topics: Array.from({ length: parts }, (_, i) => ({
      id: `part-${i + 1}`,
      title: text(`Phần ${i + 1}`),
      multiplier: 1,
    })),
    changes: { added: [], dropped: [], reworded: [] },
    sets: [],
  };
  const place = join(content, "frameworks", `${wideId}-1`);
  mkdirSync(place);
  // every JSON is YAML
  writeFileSync(join(place, "framework.yaml"), JSON.stringify(framework, null, 1));
  writeFileSync(join(place, "questions.yaml"), JSON.stringify(wideQuestions(like, count), null, 1));
  return content;
}
