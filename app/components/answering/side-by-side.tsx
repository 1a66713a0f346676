import { Button } from "#app/components/button.tsx";
import { useText } from "#app/text.tsx";

export interface Side {
  head: string;
  words: string;
  note: string | null;
  act: string;
  onKeep: () => void;
  /** What the button sends where no script runs. */
  send?: { form: string; name: string; value: string };
}

/** Two answers to one question, with who and when: nothing was overwritten, and one is chosen. */
export function SideBySide({ sides, busy = false }: { sides: readonly Side[]; busy?: boolean }) {
  const t = useText();
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {sides.map(({ head, words, note, act, onKeep, send }) => (
        <div key={act} className="flex flex-col gap-2 rounded-md border border-line-strong bg-sheet p-4">
          <h2 className="font-sans text-sm font-normal tracking-normal text-ink-3">{head}</h2>
          <p className="grow font-medium">{words}</p>
          {note && <p className="text-sm text-ink-2">{t("answering.with-note", { note })}</p>}
          <Button
            {...send}
            type={send ? "submit" : "button"}
            busy={busy}
            onClick={(event) => {
              event.preventDefault();
              onKeep();
            }}
          >
            {act}
          </Button>
        </div>
      ))}
    </div>
  );
}
