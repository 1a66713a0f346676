import { Link } from "@remix-run/react";
import { BookOpen, ExternalLink, Pencil, Scale, Stamp as StampIcon, Trash2 } from "lucide-react";
import { useState } from "react";
import { Banner } from "./banner.tsx";
import { Button } from "./button.tsx";
import { Breadcrumbs } from "./breadcrumbs.tsx";
import { ClauseCard } from "./clause-card.tsx";
import { Cite } from "./clause.tsx";
import { DescriptionList } from "./description-list.tsx";
import { ConfirmDialog, Dialog } from "./dialog.tsx";
import { Disclosure } from "./disclosure.tsx";
import { EmptyState } from "./empty-state.tsx";
import { Field } from "./field.tsx";
import { TextInput } from "./inputs.tsx";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "./menu.tsx";
import { Popover } from "./popover.tsx";
import { SaveState } from "./save-state.tsx";
import { CopyField, QrCode, ShareButtons } from "./share.tsx";
import { Sheet } from "./sheet.tsx";
import { Skeleton } from "./skeleton.tsx";
import { Band } from "./specimen-parts.tsx";
import { clause, qrPath, qrSize, words } from "./specimens.ts";
import { Toast, useToast } from "./toast.tsx";
import { Tooltip } from "./tooltip.tsx";

const nothing = () => undefined;

export function Messages() {
  const { messages } = words;
  const toast = useToast();
  return (
    <Band title={words.sections.messages}>
      <div className="grid items-start gap-6 md:grid-cols-2">
        <div className="grid gap-2">
          <Banner tone="offline">
            <strong>{messages.offline}</strong> {messages.offlineMore}
          </Banner>
          <Banner tone="info">
            {messages.consultant} <Link to="#clients">{messages.clients}</Link>
          </Banner>
          <Banner
            tone="danger"
            action={
              <Button size="small" variant="quiet">
                {messages.retry}
              </Button>
            }
          >
            {messages.notSent}
          </Banner>
          <Banner tone="done">{messages.closed}</Banner>
        </div>
        <div className="grid gap-4">
          <div className="flex flex-wrap gap-5">
            {messages.saving.map((saving) => (
              <SaveState key={saving.state} {...saving} />
            ))}
          </div>
          <Toast
            tone="done"
            text={messages.assigned}
            action={{ label: messages.undo, run: nothing }}
            closeLabel={messages.close}
            onClose={nothing}
          />
          <Toast tone="danger" text={messages.tooBig} closeLabel={messages.close} onClose={nothing} />
          <div>
            <Button
              onClick={() =>
                toast({ tone: "done", text: messages.assigned, action: { label: messages.undo, run: nothing } })
              }
            >
              {messages.showToast}
            </Button>
          </div>
        </div>
      </div>
    </Band>
  );
}

export function Overlays() {
  const { overlays, messages } = words;
  const [isAsked, setAsked] = useState(false);
  return (
    <Band title={words.sections.overlays}>
      <div className="grid items-start gap-6 md:grid-cols-2">
        <div className="grid gap-4">
          <div className="flex flex-wrap gap-2">
            <Dialog
              trigger={<Button>{overlays.openDialog}</Button>}
              title={overlays.dialogTitle}
              description={overlays.dialogText}
              closeLabel={messages.close}
              footer={<Button variant="primary">{overlays.assign}</Button>}
            >
              <Field label={overlays.assignee} className="mt-4">
                {(control) => <TextInput {...control} />}
              </Field>
            </Dialog>
            <ConfirmDialog
              open={isAsked}
              onOpenChange={setAsked}
              trigger={<Button variant="seal">{overlays.complete}</Button>}
              title={overlays.completeTitle}
              description={overlays.completeText}
              cancelLabel={overlays.answerRest}
              confirm={
                <Button variant="seal" icon={StampIcon} onClick={() => setAsked(false)}>
                  {overlays.completeNow}
                </Button>
              }
            />
            <Menu trigger={<Button>{overlays.menu}</Button>}>
              <MenuItem icon={Pencil} onSelect={nothing}>
                {overlays.rename}
              </MenuItem>
              <MenuLink icon={ExternalLink} to="#result">
                {overlays.open}
              </MenuLink>
              <MenuSeparator />
              <MenuItem icon={Trash2} tone="danger" onSelect={nothing}>
                {overlays.remove}
              </MenuItem>
            </Menu>
            <Popover trigger={<Button>{overlays.popover}</Button>} label={overlays.popover}>
              <p>{overlays.popoverText}</p>
            </Popover>
            <Tooltip text={overlays.tooltipText}>
              <Button variant="quiet">{overlays.tooltip}</Button>
            </Tooltip>
          </div>
          <Sheet as="div">
            <Skeleton label={overlays.loading} title />
          </Sheet>
          <Disclosure summary={overlays.disclosure}>
            <p className="text-ink-2">{overlays.disclosureText}</p>
          </Disclosure>
        </div>
        <EmptyState
          icon={BookOpen}
          title={overlays.emptyTitle}
          action={
            <Button variant="primary" size="small">
              {overlays.emptyAction}
            </Button>
          }
        >
          {overlays.emptyText}
        </EmptyState>
      </div>
    </Band>
  );
}

export function Laws() {
  const { laws, messages } = words;
  return (
    <Band title={words.sections.laws}>
      <div className="grid items-start gap-6 md:grid-cols-2">
        <ClauseCard {...clause} />
        <div className="grid gap-4">
          <p>
            {laws.sentenceStart} <Cite label={laws.cite} closeLabel={messages.close} clause={clause} />
            {laws.sentenceEnd}
          </p>
          <Banner tone="info" icon={Scale}>
            {laws.unsure}
          </Banner>
          <Breadcrumbs label={laws.crumbsLabel} items={laws.crumbs} />
          <DescriptionList items={laws.properties} />
        </div>
      </div>
    </Band>
  );
}

export function Sharing() {
  const { share } = words;
  return (
    <Band title={words.sections.share}>
      <div className="grid items-start gap-6 md:grid-cols-2">
        <div className="grid gap-4">
          <CopyField label={share.field} value={share.link} copyLabel={share.copy} copiedLabel={share.copied} />
          <ShareButtons
            message={share.message}
            labels={{ copy: share.copyMessage, copied: share.copied, share: share.send }}
          />
        </div>
        <QrCode path={qrPath} size={qrSize} label={share.qr} />
      </div>
    </Band>
  );
}
