import { useRef, useState } from "react";
import type { BuildSummary } from "#contract/build.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { deleteImage, useBuildList } from "../../state/build/buildList.ts";
import { openFromList } from "../../state/build/earlierBuild.ts";
import { useImage } from "../../state/image/image.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { BuildFacts } from "./BuildFacts.tsx";
import styles from "./BuildsMenu.module.css";
import { ConfirmLine } from "./ConfirmLine.tsx";
import { sizeText } from "./imageWords.ts";
import { messages } from "./messages.ts";
import { NewTag } from "./NewTag.tsx";

interface BuildRowProps {
  build: BuildSummary;
  /** True for the build on the page. */
  shown: boolean;
  onDone: () => void;
}

/** One build of the list: opened by a click; its image can get a tag or be deleted. */
export function BuildRow({ build, shown, onDone }: BuildRowProps) {
  const [asking, setAsking] = useState<"tag" | "delete">();
  const image = useBuildList((state) => (build.image ? state.images[build.image.id] : undefined));
  const isOnPage = useImage((state) => image !== undefined && state.shown === image.id);
  const { isReadOnly } = useReadOnly();
  const open = () => {
    void openFromList(build);
    onDone();
  };
  const row = useRef<HTMLLIElement>(null);
  const end = () => {
    setAsking(undefined);
    // The answer is gone: the focus stays in the list.
    row.current?.querySelector("button")?.focus();
  };
  return (
    <li ref={row}>
      <div className={styles.line}>
        <button type="button" className={styles.open} aria-current={shown || undefined} onClick={open}>
          <BuildFacts build={build} image={image} />
        </button>
        {!isReadOnly && (
          <Menu
            align="end"
            trigger={<IconButton label={messages.actions(formatClock(build.createdAt, Date.now()))} icon="more" />}
            items={[
              { kind: "item", label: messages.open, onSelect: open },
              { kind: "item", label: messages.tag, disabled: !image, onSelect: () => setAsking("tag") },
              {
                kind: "item",
                label: messages.delete,
                danger: true,
                disabled: !image || isOnPage,
                ...(isOnPage ? { detail: messages.shown } : {}),
                onSelect: () => setAsking("delete"),
              },
            ]}
          />
        )}
      </div>
      {image && asking === "tag" && <NewTag image={image.id} onEnd={end} />}
      {image && asking === "delete" && (
        <ConfirmLine
          question={messages.confirmDelete(image.tags.join(", "), sizeText(build, image))}
          confirm={messages.confirmed}
          onConfirm={() => void deleteImage(image.id).then(end)}
          onCancel={end}
        />
      )}
    </li>
  );
}
