import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import { Disclosure } from "#app/components/disclosure.tsx";
import { Field } from "#app/components/field.tsx";
import { Select } from "#app/components/inputs.tsx";
import { Table } from "#app/components/table.tsx";
import { useText } from "#app/text.tsx";

export interface ListedMember {
  personId: string;
  name: string;
  email: string | null;
  /** In words. */
  roleName: string;
  role: string;
  since: string;
  isMe: boolean;
  canRemove: boolean;
  /** What the reader may make of them; empty for nothing. */
  rolesToGive: readonly { value: string; label: string }[];
}

interface MembersProps {
  label: string;
  members: readonly ListedMember[];
  /** "Gỡ Tuấn khỏi doanh nghiệp", and what follows from it */
  words: { remove: (name: string) => string; removeBody: string; leave: string; leaveBody: string };
}

/** Everybody who belongs to a company or a practice, and behind each name what can be changed: without JavaScript, too. */
export function Members({ label, members, words }: MembersProps) {
  const t = useText();
  return (
    <Table
      label={label}
      rows={members}
      rowKey={({ personId }) => personId}
      columns={[
        {
          key: "name",
          head: t("people.name"),
          cell: ({ name, email, isMe }) => (
            <>
              {name}
              {isMe && <span className="font-normal text-ink-3"> ({t("people.you")})</span>}
              <span className="block text-sm font-normal break-all text-ink-2">{email}</span>
            </>
          ),
        },
        { key: "role", head: t("people.role"), cell: ({ roleName }) => roleName },
        { key: "since", head: t("people.since"), cell: ({ since }) => since },
        {
          key: "change",
          head: t("people.change"),
          plainOnPhone: true,
          cell: (member) => <Change member={member} words={words} />,
        },
      ]}
    />
  );
}

function Change({ member, words }: { member: ListedMember; words: MembersProps["words"] }) {
  const t = useText();
  const { personId, name, role, isMe, canRemove, rolesToGive } = member;
  if (!isMe && !canRemove && rolesToGive.length === 0) return null;
  return (
    <Disclosure
      summary={
        <span className="text-accent underline underline-offset-3">
          {t("people.change")}
          <span className="sr-only">, {name}</span>
        </span>
      }
    >
      <div className="grid max-w-96 gap-5 pt-1">
        {rolesToGive.length > 0 && (
          <Form method="post" className="flex flex-wrap items-end gap-2">
            <input type="hidden" name="memberId" value={personId} />
            <Field label={t("people.role")} className="min-w-40 grow">
              {(control) => (
                <Select {...control} name="role" defaultValue={role}>
                  {rolesToGive.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Button type="submit" name="intent" value="role">
              {t("people.role-save")}
            </Button>
          </Form>
        )}
        {isMe ? (
          <Parting body={words.leaveBody} intent="leave" memberId={personId}>
            {words.leave}
          </Parting>
        ) : (
          canRemove && (
            <Parting body={words.removeBody} intent="remove" memberId={personId}>
              {words.remove(name)}
            </Parting>
          )
        )}
      </div>
    </Disclosure>
  );
}

interface PartingProps {
  body: string;
  intent: "remove" | "leave";
  memberId: string;
  children: ReactNode;
}

function Parting({ body, intent, memberId, children }: PartingProps) {
  return (
    <Form method="post" className="grid justify-items-start gap-2">
      <p className="text-sm text-ink-2">{body}</p>
      <input type="hidden" name="memberId" value={memberId} />
      <Button type="submit" name="intent" value={intent} variant="danger" size="small">
        {children}
      </Button>
    </Form>
  );
}
