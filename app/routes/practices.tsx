import { Outlet } from "@remix-run/react";
import { FramedError, PersonFrame } from "#app/frame/person-frame.tsx";

export default function PracticesLayout() {
  return (
    <PersonFrame>
      <Outlet />
    </PersonFrame>
  );
}

export const ErrorBoundary = FramedError;
