import { closeFix, closeWaste, useWasteView } from "../../state/waste/wasteView.ts";
import { lateAbove } from "../../ui/late.tsx";

const WasteDialog = lateAbove(() => import("./WasteDialog.tsx").then((it) => it.WasteDialog), closeWaste);
const FixDialog = lateAbove(() => import("./FixDialog.tsx").then((it) => it.FixDialog), closeFix);

/** The list of waste, and a fix of it, loaded when one is opened. */
export function WastePart() {
  const { list, fix } = useWasteView();
  return (
    <>
      {list && <WasteDialog />}
      {fix !== undefined && <FixDialog {...fix} />}
    </>
  );
}
