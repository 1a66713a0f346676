import { Link } from "@remix-run/react";
import { ArrowRight } from "lucide-react";
import { ButtonLink } from "#app/components/button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { ProgressBar } from "#app/components/progress.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { useText } from "#app/text.tsx";
import type { AskedInList } from "./intake-question.tsx";

/** All that the company says of itself, each line the way to change it. */
export function SaidList({ asked, mayEdit }: { asked: readonly AskedInList[]; mayEdit: boolean }) {
  const t = useText();
  const answered = asked.filter(({ sent }) => sent.length > 0).length;
  const open = asked.find(({ sent }) => sent.length === 0);
  return (
    <>
      <PageHeader title={t("profile.title")} intro={t(mayEdit ? "profile.intro" : "profile.read-only")} />
      <div className="mb-5 grid gap-3">
        {answered < asked.length && (
          <>
            <p className="text-sm text-ink-2">{t("profile.progress", { n: answered, of: asked.length })}</p>
            <ProgressBar
              value={answered}
              max={asked.length}
              label={t("profile.progress", { n: answered, of: asked.length })}
            />
          </>
        )}
        <div className="flex flex-wrap gap-3">
          {mayEdit && open && (
            <ButtonLink to={`?q=${open.id}`} variant="primary" iconAfter={ArrowRight}>
              {t(answered === 0 ? "profile.begin" : "profile.go-on")}
            </ButtonLink>
          )}
          <ButtonLink to="binding" variant={open && mayEdit ? "secondary" : "primary"}>
            {t("profile.see-binding")}
          </ButtonLink>
        </div>
      </div>
      <Sheet as="div" variant="margin" className="py-1 md:py-2">
        <dl>
          {asked.map(({ id, label, words, sent }) => (
            <div
              key={id}
              className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-b border-line py-2.5 last:border-b-0 md:grid-cols-[14rem_minmax(0,1fr)_auto]"
            >
              <dt className="text-sm text-ink-3 max-md:col-span-2">{label}</dt>
              <dd className={sent.length === 0 ? "text-ink-3" : "font-medium"}>{words}</dd>
              {mayEdit && (
                <dd>
                  <Link
                    to={`?q=${id}`}
                    aria-label={t(sent.length === 0 ? "profile.answer-of" : "profile.change-of", { label })}
                    className="inline-flex min-h-6 items-center text-sm pointer-coarse:min-h-11"
                  >
                    {t(sent.length === 0 ? "profile.answer" : "profile.change")}
                  </Link>
                </dd>
              )}
            </div>
          ))}
        </dl>
      </Sheet>
    </>
  );
}
