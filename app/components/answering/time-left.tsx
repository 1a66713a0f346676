import { useText } from "#app/text.tsx";

/** "còn khoảng 12 phút" */
export function TimeLeft({ minutes }: { minutes: number }) {
  const t = useText();
  return (
    <span className="text-ink-3">
      {minutes > 0 ? t("answering.minutes", { n: minutes }) : t("answering.all-answered")}
    </span>
  );
}
