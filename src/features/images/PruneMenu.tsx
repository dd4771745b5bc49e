import type { ImageSummary } from "#contract/image.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { useBuildList } from "../../state/build/buildList.ts";
import { useContainers } from "../../state/containers/containers.ts";
import { prunable } from "../../state/images/imageRows.ts";
import { pruneUnused, useImages } from "../../state/images/images.ts";
import { freedBy } from "../../state/images/sharedStrata.ts";
import { addNotice } from "../../state/page/notices.ts";
import { Button } from "../../ui/Button.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { messages } from "./messages.ts";

/** Removes what nothing uses; each way says first what it frees. */
export function PruneMenu() {
  const { images = [], sharing } = useImages();
  const builds = useBuildList((state) => state.builds);
  const containers = useContainers((state) => state.containers);
  const used = new Set(containers.map(({ image }) => image.id));
  const newest = builds.find(({ state }) => state === "done")?.image?.id;
  const sizeOf = (some: readonly ImageSummary[]) => formatSize(freedBy(sharing, new Set(some.map(({ id }) => id))));
  const way = (all: boolean, words: (count: number, size: string) => string) => {
    const found = prunable(images, used, { all, newest });
    return {
      kind: "item" as const,
      label: words(found.length, sizeOf(found)),
      danger: true,
      disabled: found.length === 0,
      onSelect: () => void prune(all),
    };
  };
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="quiet" disabled={images.length === 0}>
          {messages.prune}
        </Button>
      }
      items={[
        { kind: "label", label: messages.pruneKept },
        way(false, messages.pruneUntagged),
        way(true, messages.pruneAll),
      ]}
    />
  );
}

async function prune(all: boolean): Promise<void> {
  const problem = await pruneUnused(all);
  if (problem) addNotice({ text: problem.detail, tone: "error" });
}
