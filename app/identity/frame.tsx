import { Form, useLocation, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { AuthFrame } from "#app/components/auth-frame.tsx";
import { Banner } from "#app/components/banner.tsx";
import type { RootData } from "#app/root.tsx";
import { useLanguage, useText } from "#app/text.tsx";

const grades = ["A", "B", "C", "D", "E"] as const;

/** The frame of the pages of identity, with the title of this one. Its loader brings the areas `identity` and `states`. */
export function IdentityFrame({ title, intro, children }: { title: string; intro?: ReactNode; children?: ReactNode }) {
  const t = useText();
  const root = useRouteLoaderData<RootData>("root");
  return (
    <AuthFrame
      homeTo="/"
      languageSwitch={<LanguageSwitch />}
      texts={{
        brand: t("shell.app-name"),
        skip: t("shell.skip"),
        asideLabel: t("identity.about"),
        proverb: [t("identity.proverb-first"), t("identity.proverb-second")],
        promise: t("identity.promise"),
        footnote: t("identity.footnote"),
        grades: grades.map((grade) => ({
          grade,
          label: t("identity.grade-label", { grade, word: t(`states.grade-${grade}`) }),
        })),
      }}
    >
      {root?.isInsecure && <Banner tone="danger">{t("shell.insecure")}</Banner>}
      <div>
        <h1>{title}</h1>
        {intro && <p className="mt-1 text-ink-2">{intro}</p>}
      </div>
      {children}
    </AuthFrame>
  );
}

/** The other language, by a form that works without JavaScript and comes back to this page. */
function LanguageSwitch() {
  const t = useText();
  const other = useLanguage() === "vi" ? "en" : "vi";
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action="/preferences" reloadDocument>
      <input type="hidden" name="next" value={pathname + search} />
      <button
        name="language"
        value={other}
        lang={other}
        className="-mr-1 min-h-11 px-1 text-accent underline underline-offset-3 hover:text-accent-hover"
      >
        {t("identity.other-language")}
      </button>
    </Form>
  );
}
