import { useMemo, useSyncExternalStore } from "react";
import { keptWith, saidIn, standingAnswers, type CheckAnswers, type CheckReply, type CheckSheet } from "./model.ts";
import { onCheckChange, readCheck, writeCheck } from "./storage.ts";

/** What the browser keeps; undefined on the server, which never learns it, and in the first render after it. */
export function useKeptCheck(): string | null | undefined {
  return useSyncExternalStore<string | null | undefined>(onCheckChange, readCheck, () => undefined);
}

export interface Check {
  /** Null until the browser was asked. */
  readonly answers: CheckAnswers | null;
  /** Keeps a reply. @returns all answers with it */
  readonly answer: (questionId: string, reply: CheckReply) => CheckAnswers;
}

export function useCheck(sheet: CheckSheet): Check {
  const kept = useKeptCheck();
  return useMemo(() => {
    const read = (text: string | null) => standingAnswers(sheet, saidIn(text, sheet.id));
    return {
      answers: kept === undefined ? null : read(kept),
      answer(questionId, reply) {
        const meaning = sheet.questions.find(({ id }) => id === questionId)?.meaning ?? 1;
        writeCheck(keptWith(readCheck(), sheet.id, questionId, { meaning, reply }));
        return read(readCheck());
      },
    };
  }, [kept, sheet]);
}
