import { useEffect, useState } from "react";
import { LateTrigger } from "./LateTrigger.tsx";
import { LoadFailedAbove } from "./LoadFailed.tsx";
import { lateModule } from "./lateModule.ts";
import type { PopoverPanelProps } from "./OpenPopover.tsx";

const late = lateModule(() => import("./OpenPopover.tsx").then(({ OpenPopover }) => OpenPopover));

/** A panel of its own beside the button that opens it. Its code is loaded when it is first opened. */
export function PopoverPanel(props: PopoverPanelProps) {
  const { open, onOpenChange, trigger } = props;
  const [wasOpen, setWasOpen] = useState(open);
  if (open && !wasOpen) setWasOpen(true);
  const loading = late.useLoading();
  useEffect(() => {
    if (open) void late.load();
  }, [open]);
  if (wasOpen && loading.phase === "ready") return <loading.module {...props} />;
  return (
    <>
      <LateTrigger
        trigger={trigger}
        kind="dialog"
        onNear={() => void late.load()}
        onPress={() => {
          void late.load();
          onOpenChange(true);
        }}
      />
      {open && loading.phase === "failed" && <LoadFailedAbove onClose={() => onOpenChange(false)} />}
    </>
  );
}
