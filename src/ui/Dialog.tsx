import { useEffect, useState } from "react";
import { LoadFailedAbove } from "./LoadFailed.tsx";
import { lateModule } from "./lateModule.ts";
import type { DialogProps } from "./OpenDialog.tsx";

const late = lateModule(() => import("./OpenDialog.tsx").then(({ OpenDialog }) => OpenDialog));

/** A modal dialog. Its code is loaded when the first one opens. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange } = props;
  const [wasOpen, setWasOpen] = useState(open);
  if (open && !wasOpen) setWasOpen(true);
  const loading = late.useLoading();
  useEffect(() => {
    if (open) void late.load();
  }, [open]);
  if (wasOpen && loading.phase === "ready") return <loading.module {...props} />;
  return open && loading.phase === "failed" ? <LoadFailedAbove onClose={() => onOpenChange(false)} /> : null;
}
