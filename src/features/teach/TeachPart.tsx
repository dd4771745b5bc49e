import { lazy, Suspense } from "react";
import { useTeach } from "../../state/class/teach.ts";

const TeachDialog = lazy(() => import("./TeachDialog.tsx").then((module) => ({ default: module.TeachDialog })));

/** The dialog that opens a room, loaded when it is asked for. */
export function TeachPart() {
  const open = useTeach((store) => store.open);
  if (!open) return null;
  return (
    <Suspense>
      <TeachDialog />
    </Suspense>
  );
}
