import { useEffect, useState } from "react";
import { lateModule } from "./lateModule.ts";
import type { DialogProps } from "./OpenDialog.tsx";

const late = lateModule(() => import("./OpenDialog.tsx").then(({ OpenDialog }) => OpenDialog));

/** A modal dialog. Its code is loaded when the first one opens. */
export function Dialog(props: DialogProps) {
  const { open } = props;
  const [wasOpen, setWasOpen] = useState(open);
  if (open && !wasOpen) setWasOpen(true);
  const loading = late.useLoading();
  useEffect(() => {
    if (wasOpen) void late.load();
  }, [wasOpen]);
  return wasOpen && loading.phase === "ready" ? <loading.module {...props} /> : null;
}
