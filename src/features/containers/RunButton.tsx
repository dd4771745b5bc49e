import { useState } from "react";
import { useImage } from "../../state/image/image.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { isOfShare, useShared } from "../../state/workspace/shared.ts";
import { Icon } from "../../ui/Icon.tsx";
import { late } from "../../ui/late.tsx";
import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import styles from "./RunButton.module.css";
import { runMessages } from "./runMessages.ts";

const RunPopover = late(() => import("./RunPopover.tsx").then((it) => it.RunPopover));

/** Runs the image shown, after a look at how. */
export function RunButton() {
  const [open, setOpen] = useState(false);
  const image = useImage((state) => state.shown);
  const isShared = useShared((state) => isOfShare(state, image));
  const { isReadOnly } = useReadOnly();
  if (image === undefined || isShared || isReadOnly) return null;
  return (
    <PopoverPanel
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles.run} title={runMessages.runDetail}>
          <Icon name="play" size={14} /> {runMessages.run}
        </button>
      }
      label={runMessages.runDetail}
      width={420}
      offset={4}
    >
      <RunPopover image={image} onDone={() => setOpen(false)} />
    </PopoverPanel>
  );
}
