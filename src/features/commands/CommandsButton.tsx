import { useState } from "react";
import { shownStack, useImage } from "../../state/image/image.ts";
import type { ResultTab } from "../../state/page/layout.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { late } from "../../ui/late.tsx";
import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import { messages } from "./messages.ts";

const CommandList = late(() => import("./CommandList.tsx").then((it) => it.CommandList));

/** The commands that show the same as a tab, once there is an image. */
export function CommandsButton({ tab }: { tab: ResultTab }) {
  const [open, setOpen] = useState(false);
  const stack = useImage(shownStack);
  if (stack === undefined) return null;
  return (
    <PopoverPanel
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton label={messages.title} icon="terminal" />}
      label={messages.title}
      width={440}
      offset={4}
    >
      <CommandList tab={tab} stack={stack} onRun={() => setOpen(false)} />
    </PopoverPanel>
  );
}
