import { lazy, Suspense } from "react";
import { useWasteView } from "../../state/waste/wasteView.ts";

const WasteDialog = lazy(() => import("./WasteDialog.tsx").then((module) => ({ default: module.WasteDialog })));
const FixDialog = lazy(() => import("./FixDialog.tsx").then((module) => ({ default: module.FixDialog })));

/** The list of waste, and a fix of it, loaded when one is opened. */
export function WastePart() {
  const { list, fix } = useWasteView();
  return (
    <Suspense>
      {list && <WasteDialog />}
      {fix !== undefined && <FixDialog {...fix} />}
    </Suspense>
  );
}
