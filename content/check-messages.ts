import { formatMessage, placeholdersOf } from "#domain/format-message.ts";
import { languages } from "#domain/language.ts";
import type { Content } from "./parsed.ts";
import { problemAt, type Problem } from "./source.ts";

/** Both languages of a message take the same values, and each can be filled with them. */
export function checkMessages({ messages }: Content, problems: Problem[]): void {
  for (const { texts } of messages)
    for (const [key, text] of Object.entries(texts.item)) {
      const names = { vi: placeholdersOf(text.vi), en: placeholdersOf(text.en) };
      const report = (reason: string) => problems.push(problemAt(texts, [key], `${key} ${reason}`));
      if (names.vi.join() !== names.en.join()) {
        report(`takes {${names.vi.join("}, {")}} in Vietnamese and {${names.en.join("}, {")}} in English`);
        continue;
      }
      for (const language of languages) {
        const values = Object.fromEntries(names[language].map((name) => [name, 2]));
        const filled = filledOrWhyNot(() => formatMessage(language, text[language], values));
        if (/[{}]/.test(filled)) report(`cannot be filled in ${language}: ${filled}`);
      }
    }
}

function filledOrWhyNot(fill: () => string): string {
  try {
    return fill();
  } catch (error) {
    return `{} ${(error as Error).message}`;
  }
}
