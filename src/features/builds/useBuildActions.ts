import type { BuildSummary } from "#contract/build.ts";
import type { ImageSummary } from "#contract/image.ts";
import { useBuild } from "../../state/build/build.ts";
import { setMarks } from "../../state/build/buildList.ts";
import { runOf } from "../../state/build/buildState.ts";
import { compareSides } from "../../state/compare/compareChoice.ts";
import { useImage } from "../../state/image/image.ts";
import type { MenuItem } from "../../ui/menuItem.ts";
import { messages } from "./messages.ts";

/** What a row asks below itself. */
export type Asking = "name" | "tag" | "delete";

interface ActionsInput {
  build: BuildSummary;
  image: ImageSummary | undefined;
  open: () => void;
  onDone: () => void;
  onText: (build: BuildSummary) => void;
  onAsk: (asking: Asking) => void;
}

/** The menu of a build. */
export function useBuildActions({ build, image, open, onDone, onText, onAsk }: ActionsInput): readonly MenuItem[] {
  const shown = useBuild(({ build: onPage }) => (onPage.phase === "done" ? runOf(onPage)?.id : undefined));
  const isOnPage = useImage((state) => image !== undefined && state.shown === image.id);
  const { id, pinned = false } = build;
  const compare = () => {
    if (shown !== undefined) compareSides({ a: id, b: shown });
    onDone();
  };
  const text = () => {
    onText(build);
    onDone();
  };
  const reason = pinned ? messages.pinned : isOnPage ? messages.shown : undefined;
  return [
    { kind: "item", label: messages.open, onSelect: open },
    {
      kind: "item",
      label: messages.compareWith,
      disabled: !image || shown === undefined || shown === id,
      onSelect: compare,
    },
    { kind: "item", label: messages.dockerfile, onSelect: text },
    { kind: "item", label: messages.rename, onSelect: () => onAsk("name") },
    {
      kind: "item",
      label: pinned ? messages.unpin : messages.pin,
      ...(!pinned && { detail: messages.pinDetail }),
      onSelect: () => void setMarks(id, { pinned: !pinned }),
    },
    { kind: "item", label: messages.tag, disabled: !image, onSelect: () => onAsk("tag") },
    {
      kind: "item",
      label: messages.delete,
      danger: true,
      disabled: !image || reason !== undefined,
      ...(reason !== undefined && { detail: reason }),
      onSelect: () => onAsk("delete"),
    },
  ];
}
