import { X } from "lucide-react";
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
  type MouseEvent,
  type ReactNode,
} from "react";
import type { TermViews } from "#app/glossary.server.ts";
import { useText } from "#app/text.tsx";
import { partsOf, type Gloss } from "#domain/glossary.ts";
import { IconButton } from "./button.tsx";

interface Asked {
  readonly term: string;
  readonly beside: HTMLElement;
}
interface Opened {
  readonly terms: TermViews;
  readonly asked: Asked | null;
  ask(asked: Asked): boolean;
}
const GlossaryContext = createContext<Opened>({ terms: {}, asked: null, ask: () => false });

/** Around texts with glosses: holds what their terms mean, and the one card that says it. */
export function Glossary({ terms, children }: { terms: TermViews; children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = useCallback(() => setAsked(null), []);
  const ask = (next: Asked) => {
    // an old browser goes to the glossary's page instead
    if (!terms[next.term] || !("popover" in HTMLElement.prototype)) return false;
    setAsked(next);
    return true;
  };
  return (
    <GlossaryContext.Provider value={{ terms, asked, ask }}>
      {children}
      {asked && <TermCard key={asked.term} terms={terms} asked={asked} onClose={close} />}
    </GlossaryContext.Provider>
  );
}

/** The page's glossary once more, within what lies over the page and keeps the focus: its cards open in there. */
export function GlossaryWithin({ children }: { children: ReactNode }) {
  const { terms } = useContext(GlossaryContext);
  return <Glossary terms={terms}>{children}</Glossary>;
}

/** A text with its terms marked: each opens what it means; where no script runs it leads to the glossary. */
export function Glossed({ text, glosses }: { text: string; glosses: readonly Gloss[] }) {
  const { terms, asked, ask } = useContext(GlossaryContext);
  const show = (event: MouseEvent<HTMLAnchorElement>, term: string) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (ask({ term, beside: event.currentTarget })) event.preventDefault();
  };
  return (
    <>
      {partsOf(text, glosses).map((part, i) =>
        typeof part === "string" ? (
          part
        ) : (
          <a
            key={i}
            href={`/glossary#${part.term}`}
            {...(terms[part.term] && { "aria-haspopup": "dialog", "aria-expanded": asked?.term === part.term })}
            onClick={(event) => show(event, part.term)}
            className="text-inherit decoration-dotted hover:decoration-solid print:no-underline"
          >
            {part.words}
          </a>
        ),
      )}
    </>
  );
}

const gap = 6;
const edge = 12;

/** The browser's own popover: beside the word, on a phone from below. Closes with Escape and with a tap beside it. */
function TermCard({ terms, asked, onClose }: { terms: TermViews; asked: Asked; onClose: () => void }) {
  const t = useText();
  const card = useRef<HTMLDivElement>(null);
  const title = useId();
  const term = terms[asked.term];
  useEffect(() => {
    const shown = card.current;
    if (!shown) return;
    const toggled = (event: Event) => {
      if ((event as ToggleEvent).newState === "closed") onClose();
    };
    // closes this card alone, and nothing that it was opened from
    const escape = (event: KeyboardEvent) => {
      if (event.key === "Escape") event.stopPropagation();
    };
    shown.addEventListener("toggle", toggled);
    window.addEventListener("keydown", escape, true);
    shown.showPopover();
    place(shown, asked.beside);
    shown.focus();
    return () => {
      shown.removeEventListener("toggle", toggled);
      window.removeEventListener("keydown", escape, true);
    };
  }, [asked, onClose]);
  if (!term) return null;
  return (
    <div
      ref={card}
      {...{ popover: "auto" }}
      role="dialog"
      aria-labelledby={title}
      tabIndex={-1}
      className="inset-auto m-0 max-w-none overflow-visible border-0 bg-raised p-4 pt-2 text-sm text-ink shadow-dialog outline-none open:animate-rise max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:w-full max-md:rounded-t-lg max-md:pb-[calc(1.25rem+env(safe-area-inset-bottom))] max-md:backdrop:bg-scrim md:absolute md:top-(--card-top) md:left-(--card-left) md:w-88 md:rounded-md md:shadow-pop print:hidden"
    >
      <div className="flex items-center justify-between gap-2">
        <h2 id={title} className="font-sans text-base font-semibold tracking-normal">
          {term.term}
        </h2>
        <IconButton icon={X} label={t("shell.close")} onClick={() => card.current?.hidePopover()} />
      </div>
      <p>{term.text}</p>
      <p className="mt-2 border-l-2 border-line-2 pl-3 text-ink-2">
        {t("shell.term-example", { example: term.example })}
      </p>
      {term.source && <p className="mt-2 text-ink-3">{term.source}</p>}
      <p className="mt-2">
        <a href={`/glossary#${asked.term}`} className="inline-flex min-h-6 items-center pointer-coarse:min-h-11">
          {t("shell.term-all")}
        </a>
      </p>
    </div>
  );
}

/** Under the word, or over it where there is no room; it scrolls along with the page. */
function place(card: HTMLElement, beside: HTMLElement) {
  const word = beside.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const left = Math.max(edge, Math.min(word.left, window.innerWidth - width - edge));
  const fits = word.bottom + gap + height <= window.innerHeight - edge;
  const top = fits ? word.bottom + gap : Math.max(edge, word.top - gap - height);
  card.style.setProperty("--card-left", `${left + window.scrollX}px`);
  card.style.setProperty("--card-top", `${top + window.scrollY}px`);
}
