import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Outlet, useLocation } from "@remix-run/react";
import { PageHeader } from "#app/components/page-header.tsx";
import { TabLinks } from "#app/components/tabs.tsx";
import { FramedError, PersonFrame } from "#app/frame/person-frame.tsx";
import { answering } from "#app/request.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";

export function loader(args: LoaderFunctionArgs) {
  return answering(args, () => Promise.resolve(data({ text: textFor(args, "identity") })));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["identity.account-title"] ?? ""} · Chữ Tín` },
];

const pages = [
  { to: "/account", label: "profile" },
  { to: "/account/security", label: "security" },
  { to: "/account/sessions", label: "sessions" },
] as const;

export default function AccountRoute() {
  const t = useText();
  const { pathname } = useLocation();
  return (
    <PersonFrame>
      <PageHeader title={t("identity.account-title")} />
      <TabLinks
        label={t("identity.account-nav")}
        tabs={pages.map(({ to, label }) => ({ to, label: t(`identity.account-${label}`), current: pathname === to }))}
      />
      <div className="mt-6 grid max-w-form gap-10">
        <Outlet />
      </div>
    </PersonFrame>
  );
}

export const ErrorBoundary = FramedError;
