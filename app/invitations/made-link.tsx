import { useEffect, useRef } from "react";
import { Banner } from "#app/components/banner.tsx";
import { Disclosure } from "#app/components/disclosure.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { CopyField, QrCode, ShareButtons } from "#app/components/share.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { useText } from "#app/text.tsx";
import type { MadeLink } from "./make-link.server.ts";

/** What is said of a link that is no invitation. */
interface MadeWords {
  title: string;
  once: string;
  mailed: string;
  already: string;
  qrHint: string;
}

/** A link that was just made, with everything that it can travel in. The focus goes to it. Areas: `people`. */
export function MadeLinkSheet({ made, words }: { made: MadeLink; words?: MadeWords }) {
  const t = useText();
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), [made]);
  const { link, language, email, until } = made;
  const other = language === "vi" ? "en" : "vi";
  return (
    <div ref={top} tabIndex={-1} className="outline-none">
      {link === null ? (
        <Banner tone="info">{words?.already ?? t("people.made-already", { email: email ?? "" })}</Banner>
      ) : (
        <Sheet className="grid gap-5">
          <SectionHeading title={words?.title ?? t("people.made-title")} />
          <div className="grid gap-1 text-ink-2">
            {email && <p>{words?.mailed ?? t("people.made-mailed", { email })}</p>}
            <p>{words?.once ?? t("people.made-once", { time: until })}</p>
          </div>
          <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_auto]">
            <div className="grid min-w-0 gap-5">
              <div className="grid gap-2">
                <h3>{t("people.message")}</h3>
                <Message text={link.messages[language]} language={language} />
              </div>
              <CopyField
                label={t("people.link")}
                value={link.url}
                copyLabel={t("people.copy")}
                copiedLabel={t("people.copied")}
              />
              <Disclosure summary={t(`people.message-${other}`)}>
                <div className="grid gap-2">
                  <Message text={link.messages[other]} language={other} />
                </div>
              </Disclosure>
            </div>
            <div className="grid gap-2">
              <QrCode path={link.qr.path} size={link.qr.size} label={t("people.qr")} />
              <p className="max-w-44 text-sm text-ink-3">{words?.qrHint ?? t("people.qr-hint")}</p>
            </div>
          </div>
        </Sheet>
      )}
    </div>
  );
}

function Message({ text, language }: { text: string; language: string }) {
  const t = useText();
  return (
    <>
      <p lang={language} className="rounded-sm bg-sunken px-3 py-2 wrap-anywhere">
        {text}
      </p>
      <ShareButtons
        message={text}
        labels={{ copy: t("people.copy-message"), copied: t("people.copied"), share: t("people.share") }}
      />
    </>
  );
}
