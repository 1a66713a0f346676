import { Outlet, useLocation, useParams } from "@remix-run/react";
import { PublicLinks } from "#app/components/public-links.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { TabLinks } from "#app/components/tabs.tsx";
import { useText } from "#app/text.tsx";

/** The head of all settings; each page within brings the area `companies` for it. */
export default function SettingsLayout() {
  const t = useText();
  const { company } = useParams();
  const { pathname } = useLocation();
  const tab = (path: string, label: string) => {
    const to = `/c/${company}/settings${path}`;
    return { to, label, current: pathname.replace(/\/$/, "") === to };
  };
  return (
    <>
      <PageHeader title={t("companies.settings")} />
      <TabLinks
        label={t("companies.settings-nav")}
        tabs={[
          tab("", t("companies.tab-company")),
          tab("/people", t("companies.tab-people")),
          tab("/consultants", t("companies.tab-consultants")),
        ]}
      />
      <div className="mt-6">
        <Outlet />
      </div>
      <div className="mt-12 border-t border-line pt-3 text-sm text-ink-3">
        <PublicLinks />
      </div>
    </>
  );
}
