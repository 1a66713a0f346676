import { Link } from "@remix-run/react";
import { Disclosure } from "#app/components/disclosure.tsx";
import { StateMark } from "#app/components/marks.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import type { BindingView } from "#app/profile/binding.server.ts";
import { useText } from "#app/text.tsx";

/** What is not known yet, and what knowing it would decide. */
export function Unknown({ unknown, profile }: { unknown: BindingView["unknown"]; profile: string }) {
  const t = useText();
  return (
    <section aria-labelledby="unknown">
      <SectionHeading id="unknown" title={t("binding.unknown")} />
      <p className="mt-3 max-w-prose text-ink-2">{t("binding.unknown-intro")}</p>
      <ul className="mt-1">
        {unknown.map(({ fact, label, isUnsure, decides }) => (
          <li key={fact} className="border-b border-line py-2">
            <div className="flex flex-wrap items-center gap-x-3">
              <StateMark state={isUnsure ? "unknown" : "open"} />
              <span className="grow font-medium">{label}</span>
              <span className="text-sm text-ink-3">{t(isUnsure ? "profile.unsure" : "profile.not-asked")}</span>
              <Link
                className="inline-flex min-h-6 items-center text-sm pointer-coarse:min-h-11"
                to={`${profile}?q=${fact}`}
                aria-label={t("binding.find-out-of", { label })}
              >
                {t("binding.find-out")}
              </Link>
            </div>
            <Disclosure summary={<span className="text-sm">{t("binding.decides", { n: decides.length })}</span>}>
              <ul className="grid list-disc gap-1 pl-5 text-sm text-ink-2">
                {decides.map((title) => (
                  <li key={title}>{title}</li>
                ))}
              </ul>
            </Disclosure>
          </li>
        ))}
      </ul>
    </section>
  );
}
