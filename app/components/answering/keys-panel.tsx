import { later } from "#app/components/later.tsx";
import type { GoKey } from "#app/frame/go-keys.ts";
import { useText } from "#app/text.tsx";
import type { AnsweringMode } from "#domain/answering-mode.ts";
import { Panel } from "./panel.tsx";

/** Seen when somebody asks for it, and by most people never. */
const KeyList = later(async () => (await import("#app/components/key-list.tsx")).KeyList);

interface KeysPanelProps {
  isOpen: boolean;
  onClose: () => void;
  mode?: AnsweringMode;
  goKeys: readonly GoKey[];
  areOn: boolean;
  onSwitch: (areOn: boolean) => void;
}

/** The keys of an answering screen, and those that lead elsewhere. */
export function KeysPanel({ isOpen, onClose, mode = "question", ...list }: KeysPanelProps) {
  const t = useText();
  const isTable = mode === "table";
  const rows = () => [
    { keys: ["1", "2", "3"], act: t(isTable ? "table.key-choose-row" : "answering.key-choose") },
    { keys: ["0", "X"], act: t("answering.key-dont-know") },
    { keys: [t("answering.key-enter")], act: t("answering.key-next") },
    { keys: ["J", "N"], act: t(isTable ? "table.key-down" : "answering.key-forward") },
    { keys: ["K", "P"], act: t(isTable ? "table.key-up" : "answering.key-back") },
    { keys: ["M"], act: t("answering.key-note") },
    { keys: ["E"], act: t("answering.key-evidence") },
  ];
  return (
    <Panel isOpen={isOpen} onClose={onClose} title={t("shell.keys")} closeLabel={t("answering.close")}>
      {isOpen && <KeyList rows={rows()} {...list} />}
    </Panel>
  );
}
