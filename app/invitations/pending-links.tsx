import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { Table } from "#app/components/table.tsx";
import { useText } from "#app/text.tsx";

export interface ListedLink {
  linkId: string;
  email: string | null;
  /** The role that it gives, in words; null where there is but one thing to give. */
  role: string | null;
  inviter: string | null;
  until: string;
}

/** Links that still open, each with its button to withdraw it. Areas: `people`. */
export function PendingLinks({ links, canRevoke }: { links: readonly ListedLink[]; canRevoke: boolean }) {
  const t = useText();
  const nameOf = ({ email }: ListedLink) => email ?? t("people.anyone");
  const role = {
    key: "role",
    head: t("people.role"),
    cell: (link: ListedLink) => link.role,
  };
  return (
    <section className="grid gap-2">
      <SectionHeading title={t("people.pending")} />
      {links.length === 0 ? (
        <p className="text-ink-2">{t("people.pending-none")}</p>
      ) : (
        <Table
          label={t("people.pending-table")}
          rows={links}
          rowKey={(link) => link.linkId}
          columns={[
            {
              key: "for",
              head: t("people.for"),
              cell: (link) => (
                <>
                  <span className="break-all">{nameOf(link)}</span>
                  <span className="block text-sm font-normal text-ink-3">
                    {t("people.inviter")}: {link.inviter ?? t("people.somebody-gone")}
                  </span>
                </>
              ),
            },
            ...(links.some((link) => link.role) ? [role] : []),
            { key: "until", head: t("people.until"), cell: (link) => link.until },
            {
              key: "revoke",
              head: t("people.revoke"),
              plainOnPhone: true,
              cell: (link) =>
                canRevoke && (
                  <Form method="post">
                    <input type="hidden" name="linkId" value={link.linkId} />
                    <Button
                      type="submit"
                      name="intent"
                      value="revoke"
                      size="small"
                      aria-label={t("people.revoke-who", { who: nameOf(link) })}
                    >
                      {t("people.revoke")}
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
      )}
    </section>
  );
}
