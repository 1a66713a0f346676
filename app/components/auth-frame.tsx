import type { ReactNode } from "react";
import { Logo } from "./logo.tsx";
import { Seal, type Grade } from "./seal.tsx";
import { SkipLink } from "./visually-hidden.tsx";

export interface AuthFrameTexts {
  brand: string;
  skip: string;
  asideLabel: string;
  /** the proverb in its two halves */
  proverb: readonly [string, string];
  promise: string;
  footnote: string;
  grades: readonly { grade: Grade; label: string }[];
}

interface AuthFrameProps {
  texts: AuthFrameTexts;
  homeTo: string;
  /** at the head's end: the other language */
  languageSwitch: ReactNode;
  children: ReactNode;
}

/** Sign-in, sign-up and their kin: the promise on the left from the desktop up, one narrow column on the right. */
export function AuthFrame({ texts, homeTo, languageSwitch, children }: AuthFrameProps) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-2">
      <SkipLink>{texts.skip}</SkipLink>
      <aside aria-label={texts.asideLabel} className="hidden flex-col border-r border-line bg-desk px-14 py-10 lg:flex">
        <div>
          <Logo to={homeTo} name={texts.brand} />
        </div>
        <div className="my-auto py-10">
          <p className="font-title max-w-sm text-3xl">
            {texts.proverb[0]}
            <br />
            {texts.proverb[1]}
          </p>
          <p className="mt-4 max-w-sm text-ink-2">{texts.promise}</p>
          <div className="mt-8 flex gap-3">
            {texts.grades.map((seal) => (
              <Seal key={seal.grade} {...seal} />
            ))}
          </div>
        </div>
        <p className="text-sm text-ink-3">{texts.footnote}</p>
      </aside>
      <div className="grid justify-items-center p-4 md:px-8 md:py-10 lg:items-center">
        <div className="w-full max-w-96">
          <header className="mb-4 flex min-h-11 items-center justify-between gap-3">
            <div className="lg:hidden">
              <Logo to={homeTo} name={texts.brand} />
            </div>
            <div className="ml-auto text-sm">{languageSwitch}</div>
          </header>
          <main id="main" tabIndex={-1} className="grid gap-6">
            {children}
          </main>
        </div>
      </div>
    </div>
  );
}
