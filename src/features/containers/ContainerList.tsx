import { lazy, Suspense } from "react";

const ContainerRows = lazy(() => import("./ContainerRows.tsx").then((module) => ({ default: module.ContainerRows })));

/** The containers of the workspace. Loaded when they are first looked at. */
export function ContainerList() {
  return (
    <Suspense>
      <ContainerRows />
    </Suspense>
  );
}
