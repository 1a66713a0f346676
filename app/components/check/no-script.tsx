import { Skeleton } from "#app/components/skeleton.tsx";
import { useText } from "#app/text.tsx";

/** Until the browser was asked for its answers; without JavaScript that never happens, and signing up is the way. */
export function BeforeAnswers() {
  const t = useText();
  return (
    <>
      <noscript>
        <p>{t("check.no-script")}</p>
        <a className="inline-flex min-h-11 items-center" href="/sign-up">
          {t("check.no-script-link")}
        </a>
      </noscript>
      <Skeleton label={t("check.reading")} title lines={5} />
    </>
  );
}
