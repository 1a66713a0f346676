import { Outlet, useMatches } from "@remix-run/react";
import { FramedError } from "#app/frame/person-frame.tsx";
import { PracticeFrame } from "#app/frame/practice-frame.tsx";
import type { PracticeShell } from "#app/practice.server.ts";

function practiceIn(data: unknown): PracticeShell | undefined {
  return (data as { practice?: PracticeShell } | null | undefined)?.practice;
}

/** The page within brings the frame's data. */
export default function PracticeLayout() {
  const practice = useMatches()
    .map(({ data }) => practiceIn(data))
    .findLast(Boolean);
  if (!practice) return <Outlet />;
  return (
    <PracticeFrame {...practice}>
      <Outlet />
    </PracticeFrame>
  );
}

export const ErrorBoundary = FramedError;
