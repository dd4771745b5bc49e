import { useState } from "react";
import type { ImageSummary } from "#contract/image.ts";
import { ownBytes } from "#contract/imageSharing.ts";
import { prunableImages } from "#contract/prunableImages.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { useBuildList } from "../../state/build/buildList.ts";
import { keptImages } from "../../state/build/keptImages.ts";
import { useContainers } from "../../state/containers/containers.ts";
import { pruneUnused, useImages } from "../../state/images/images.ts";
import { addNotice } from "../../state/page/notices.ts";
import { Button } from "../../ui/Button.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { Confirm } from "./Confirm.tsx";
import { messages } from "./messages.ts";

/** Removes what nothing uses; each way says first what it frees. */
export function PruneMenu() {
  const { images = [], sharing } = useImages();
  const [asking, setAsking] = useState<{ readonly all: boolean }>();
  const builds = useBuildList((state) => state.builds);
  const containers = useContainers((state) => state.containers);
  const used = new Set(containers.map(({ image }) => image.id));
  const except = keptImages(builds);
  const found = (all: boolean) => prunableImages(images, { all, used, except });
  const words = (some: readonly ImageSummary[]) =>
    messages.pruned(some.length, formatSize(ownBytes(sharing, new Set(some.map(({ id }) => id)))));
  const way = (all: boolean, label: string) => ({
    kind: "item" as const,
    label,
    detail: words(found(all)),
    disabled: found(all).length === 0,
    onSelect: () => setAsking({ all }),
  });
  const end = () => setAsking(undefined);
  if (asking) {
    const some = found(asking.all);
    return (
      <Confirm
        question={messages.askPrune(words(some), some.flatMap(({ tags }) => tags).join(", "))}
        confirm={messages.removeNow}
        onConfirm={() => void prune(asking.all).then(end)}
        onCancel={end}
      />
    );
  }
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="quiet" disabled={images.length === 0}>
          {messages.prune}
        </Button>
      }
      items={[way(false, messages.pruneUntagged), way(true, messages.pruneAll)]}
    />
  );
}

async function prune(all: boolean): Promise<void> {
  const problem = await pruneUnused(all);
  if (problem) addNotice({ text: problem.detail, tone: "error" });
}
