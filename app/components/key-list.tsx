import type { ReactNode } from "react";
import type { GoKey } from "#app/frame/go-keys.ts";
import { useText } from "#app/text.tsx";
import { KeyCap } from "./key-cap.tsx";
import { Switch } from "./ticks.tsx";

interface KeyListProps {
  /** the page's own keys */
  rows?: readonly { readonly keys: readonly string[]; readonly act: string }[];
  goKeys: readonly GoKey[];
  areOn: boolean;
  onSwitch: (areOn: boolean) => void;
}

/** The list of keys, and the switch that turns single keys off. */
export function KeyList({ rows = [], goKeys, areOn, onSwitch }: KeyListProps) {
  const t = useText();
  return (
    <div className="grid gap-4 pt-2">
      <dl className="grid grid-cols-[max-content_1fr] items-center gap-x-4 gap-y-2">
        {rows.map(({ keys, act }) => (
          <Row key={act} keys={keys}>
            {act}
          </Row>
        ))}
        {goKeys.map(({ letter, text }) => (
          <Row key={letter} keys={["G", letter.toUpperCase()]}>
            {t(text)}
          </Row>
        ))}
        <Row keys={["?"]}>{t("shell.key-help")}</Row>
      </dl>
      <p className="text-ink-2">{t("shell.go-hint")}</p>
      <Switch
        label={t("shell.keys-on")}
        hint={t("shell.keys-on-hint")}
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
