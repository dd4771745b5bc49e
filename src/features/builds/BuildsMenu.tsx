import { Popover } from "radix-ui";
import { useCallback, useState } from "react";
import type { BuildSummary } from "#contract/build.ts";
import { useBuild } from "../../state/build/build.ts";
import { useBuildList } from "../../state/build/buildList.ts";
import { shownStack, useImage } from "../../state/image/image.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Icon } from "../../ui/Icon.tsx";
import { lateAbove } from "../../ui/late.tsx";
import { BuildList } from "./BuildList.tsx";
import styles from "./BuildsMenu.module.css";
import { messages } from "./messages.ts";

const BuildText = lateAbove(
  () => import("./BuildText.tsx").then((it) => it.BuildText),
  ({ onClose }) => onClose(),
);

/** The one that this workspace gives its images, if it is among them: equal images have all names. */
function nameAmong(tags: readonly string[], tag: string): string | undefined {
  return tags.find((one) => one === tag || one === `${tag}:latest`) ?? tags[0];
}

/** The name of the image shown. It opens the list of the last builds. */
export function BuildsMenu() {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState<BuildSummary>();
  const closeText = useCallback(() => setText(undefined), []);
  const shown = useImage((state) => state.shown);
  const stack = useImage(shownStack);
  const image = useBuildList((state) => (shown === undefined ? undefined : state.images[shown]));
  const tags = image?.tags ?? stack?.tags;
  const tag = useWorkspace(({ content }) => content.settings.tag);
  const isLive = useBuild(({ build }) => build.phase === "done" && build.image.id === shown && build.run.live === true);
  const name =
    isLive && tags?.length === 0
      ? messages.live
      : tags === undefined
        ? messages.noImage
        : (nameAmong(tags, tag) ?? messages.untagged);
  return (
    <>
      {text && <BuildText build={text} onClose={closeText} />}
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger asChild>
          <button type="button" className={styles.trigger} aria-label={messages.menu(name)} title={tags?.join("\n")}>
            <span className={styles.name}>{name}</span>
            <Icon name="chevronDown" size={12} />
          </button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            className={styles.panel}
            align="start"
            sideOffset={4}
            collisionPadding={8}
            aria-label={messages.title}
          >
            <BuildList onDone={() => setOpen(false)} onText={setText} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </>
  );
}
