import { Outlet, useRouteLoaderData } from "@remix-run/react";
import { ErrorPage } from "#app/error-page.tsx";
import { PersonFrame } from "#app/frame/person-frame.tsx";
import type { RootData } from "#app/root.tsx";

export default function PracticesLayout() {
  return (
    <PersonFrame>
      <Outlet />
    </PersonFrame>
  );
}

export function ErrorBoundary() {
  if (!useRouteLoaderData<RootData>("root")?.person) return <ErrorPage />;
  return (
    <PersonFrame>
      <ErrorPage framed />
    </PersonFrame>
  );
}
