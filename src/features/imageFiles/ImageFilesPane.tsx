import { type ReactNode, useState } from "react";
import type { Stack } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { PlacedTree } from "../../state/entries/placedTree.ts";
import { shownStack, useImage } from "../../state/image/image.ts";
import { openImageFile, useOpenedFile } from "../../state/imageFile/openedFile.ts";
import { showImageSearch } from "../../state/imageFile/searchShown.ts";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import styles from "./ImageFilesPane.module.css";
import { LayerSelect } from "./LayerSelect.tsx";
import { messages } from "./messages.ts";
import { type FilesView, ViewSwitch } from "./ViewSwitch.tsx";

interface ImageFilesPaneProps {
  tree: (wanted: PlacedTree) => ReactNode;
  /** The opened file. */
  file: ReactNode;
  map: (image: Digest) => ReactNode;
}

/** The file system a container starts with, or as it was after a layer: a tree with sizes and a view of each file, or a map. */
export function ImageFilesPane({ map, ...parts }: ImageFilesPaneProps) {
  const shown = useImage((state) => state.shown);
  const stack = useImage(shownStack);
  const [view, setView] = useState<FilesView>("list");
  if (!shown) return <EmptyState title={messages.noImage}>{!isReadOnly() && messages.noImageDetail}</EmptyState>;
  if (!stack) return null;
  return (
    <div className={styles.pane}>
      <h2 className="visually-hidden">{messages.tree}</h2>
      <ViewSwitch view={view} onView={setView} />
      {view === "list" ? <ImageFiles key={stack.image} stack={stack} {...parts} /> : map(shown)}
    </div>
  );
}

function ImageFiles({ stack, tree, file }: { stack: Stack } & Omit<ImageFilesPaneProps, "map">) {
  const layers = stack.rows.flatMap(({ layer }) => (layer ? [layer.index] : []));
  const top = Math.max(...layers);
  const [upTo, setUpTo] = useState<number>();
  const isOpened = useOpenedFile(({ opened }) => opened?.image === stack.image);
  const layer = upTo ?? top;
  if (layers.length === 0) return <EmptyState title={messages.noFiles} />;
  return (
    <div className={styles.tree}>
      <div className={styles.tools}>
        <LayerSelect stack={stack} layer={upTo} onLayer={setUpTo} />
        <IconButton label={messages.search} shortcut="/" icon="search" onClick={() => showImageSearch(true)} />
      </div>
      {tree({
        place: "files",
        source: { kind: "layer", image: stack.image, layer },
        scopes: ["root"],
        label: messages.tree,
        // Of the whole image, what its last layer did is nothing special.
        hasMarks: upTo !== undefined,
        onOpen: ({ path }) => openImageFile({ image: stack.image, path, layer: upTo }),
      })}
      {isOpened && file}
    </div>
  );
}
