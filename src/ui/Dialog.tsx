import { LoadFailedAbove } from "./LoadFailed.tsx";
import { lateModule } from "./lateModule.ts";
import type { DialogProps } from "./OpenDialog.tsx";
import { useLateOpen } from "./useLateOpen.ts";

const late = lateModule(() => import("./OpenDialog.tsx").then(({ OpenDialog }) => OpenDialog));

/** A modal dialog. Its code is loaded when the first one opens. */
export function Dialog(props: DialogProps) {
  const { module: OpenDialog, hasFailed } = useLateOpen(late, props.open);
  if (OpenDialog) return <OpenDialog {...props} />;
  return hasFailed ? <LoadFailedAbove onClose={() => props.onOpenChange(false)} /> : null;
}
