import { LateTrigger } from "./LateTrigger.tsx";
import { LoadFailedAbove } from "./LoadFailed.tsx";
import { lateModule } from "./lateModule.ts";
import type { PopoverPanelProps } from "./OpenPopover.tsx";
import { useLateOpen } from "./useLateOpen.ts";

const late = lateModule(() => import("./OpenPopover.tsx").then(({ OpenPopover }) => OpenPopover));

/** A panel of its own beside the button that opens it. Its code is loaded when it is first opened. */
export function PopoverPanel(props: PopoverPanelProps) {
  const { onOpenChange, trigger } = props;
  const { module: OpenPopover, hasFailed } = useLateOpen(late, props.open);
  if (OpenPopover) return <OpenPopover {...props} />;
  return (
    <>
      <LateTrigger trigger={trigger} kind="dialog" onNear={() => void late.load()} onPress={() => onOpenChange(true)} />
      {hasFailed && <LoadFailedAbove onClose={() => onOpenChange(false)} />}
    </>
  );
}
