import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLocation } from "@remix-run/react";
import { PageHeader } from "#app/components/page-header.tsx";
import { TabLinks } from "#app/components/tabs.tsx";
import { FramedError, PersonFrame } from "#app/frame/person-frame.tsx";
import { forOperator } from "#app/operator.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";

export function loader(args: LoaderFunctionArgs) {
  return forOperator(args, async () => ({ text: textFor(args, "operator") }));
}

const tabs = [
  { to: "/operator", label: "jobs" },
  { to: "/operator/outbox", label: "outbox" },
  { to: "/operator/health", label: "health" },
] as const;

export default function OperatorLayout() {
  const t = useText();
  const { pathname } = useLocation();
  return (
    <PersonFrame>
      <PageHeader title={t("operator.title")} />
      <TabLinks
        label={t("operator.nav")}
        tabs={tabs.map(({ to, label }) => ({
          to,
          label: t(`operator.tab-${label}`),
          current: pathname.replace(/\/$/, "") === to,
        }))}
      />
      <div className="mt-6">
        <Outlet />
      </div>
    </PersonFrame>
  );
}

export const ErrorBoundary = FramedError;
