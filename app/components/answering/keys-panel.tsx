import type { ReactNode } from "react";
import { KeyCap } from "#app/components/key-cap.tsx";
import { Switch } from "#app/components/ticks.tsx";
import { useText } from "#app/text.tsx";
import type { AnsweringMode } from "#domain/answering-mode.ts";

/** The list of keys, and the switch that turns single keys off. */
export function KeyList({
  mode = "question",
  areOn,
  onSwitch,
}: {
  mode?: AnsweringMode;
  areOn: boolean;
  onSwitch: (areOn: boolean) => void;
}) {
  const t = useText();
  const isTable = mode === "table";
  const rows: { keys: readonly string[]; act: string }[] = [
    { keys: ["1", "2", "3"], act: t(isTable ? "table.key-choose-row" : "answering.key-choose") },
    { keys: ["0", "X"], act: t("answering.key-dont-know") },
    { keys: [t("answering.key-enter")], act: t("answering.key-next") },
    { keys: ["J", "N"], act: t(isTable ? "table.key-down" : "answering.key-forward") },
    { keys: ["K", "P"], act: t(isTable ? "table.key-up" : "answering.key-back") },
    { keys: ["M"], act: t("answering.key-note") },
    { keys: ["E"], act: t("answering.key-evidence") },
    { keys: ["?"], act: t("answering.key-help") },
  ];
  return (
    <div className="grid gap-4 pt-2">
      <dl className="grid grid-cols-[max-content_1fr] items-center gap-x-4 gap-y-2">
        {rows.map(({ keys, act }) => (
          <Row key={act} keys={keys}>
            {act}
          </Row>
        ))}
      </dl>
      <Switch
        label={t("answering.keys-on")}
        hint={t("answering.keys-on-hint")}
        checked={areOn}
        onChange={(event) => onSwitch(event.target.checked)}
      />
    </div>
  );
}

function Row({ keys, children }: { keys: readonly string[]; children: ReactNode }) {
  return (
    <>
      <dt className="flex gap-1">
        {keys.map((key) => (
          <span key={key}>
            <KeyCap>{key}</KeyCap>
            <span className="sr-only">{key}</span>
          </span>
        ))}
      </dt>
      <dd>{children}</dd>
    </>
  );
}
