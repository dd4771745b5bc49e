import { archiveOf } from "../../state/image/image.ts";
import type { ImageRow } from "../../state/images/imageRows.ts";
import { isTransferring, useTransfer } from "../../state/images/transfer.ts";
import type { ResultTab } from "../../state/page/layout.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { messages } from "./messages.ts";

interface ImageMenuProps {
  row: ImageRow;
  /** As shown. */
  name: string;
  onOpen: (tab: ResultTab) => void;
  onAsk: (what: "tag" | "push" | "remove") => void;
  onUntag: () => void;
}

/** What can be done with an image. */
export function ImageMenu({ row, name, onOpen, onAsk, onUntag }: ImageMenuProps) {
  const busy = useTransfer(isTransferring);
  const { image } = row;
  const download = () => window.location.assign(archiveOf(image.id));
  const item = (label: string, onSelect: () => void, more: { danger?: boolean; disabled?: boolean } = {}) => ({
    kind: "item" as const,
    label,
    onSelect,
    ...more,
  });
  return (
    <Menu
      align="end"
      trigger={<IconButton label={messages.actions(name)} icon="more" />}
      items={[
        item(messages.openLayers, () => onOpen("layers")),
        item(messages.openFiles, () => onOpen("files")),
        item(messages.openHistory, () => onOpen("history")),
        item(messages.openInspect, () => onOpen("inspect")),
        { kind: "separator" },
        item(messages.addTag, () => onAsk("tag")),
        item(messages.push, () => onAsk("push"), { disabled: busy }),
        item(messages.download, download),
        { kind: "separator" },
        ...(image.tags.length > 1 ? [item(messages.untag, onUntag)] : []),
        item(messages.remove, () => onAsk("remove"), { danger: true }),
      ]}
    />
  );
}
