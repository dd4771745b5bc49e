import { useMemo, useState } from "react";
import type { Stack } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { shownStack, useImage } from "../../state/image/image.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { useElementSize } from "../../ui/useElementSize.ts";
import styles from "./ImageMapView.module.css";
import { MapBreadcrumbs } from "./MapBreadcrumbs.tsx";
import { MapDrawing } from "./MapDrawing.tsx";
import { MapFacts } from "./MapFacts.tsx";
import { MapLegend } from "./MapLegend.tsx";
import { MapTools } from "./MapTools.tsx";
import type { Coloring } from "./mapColors.ts";
import { type MapForm, sunburstShapes, treemapShapes } from "./mapShapes.ts";
import { type MapBranch, mapTree } from "./mapTree.ts";
import { messages } from "./messages.ts";
import { useImageMap } from "./useImageMap.ts";

/** Where the bytes of the image are: its folders as areas, to zoom into. */
export function ImageMapView({ image }: { image: Digest }) {
  const stack = useImage(shownStack);
  const [path, setPath] = useState("/");
  const [isZoomed, setZoomed] = useState(false);
  const open = (folder: string) => {
    setPath(folder);
    setZoomed(true);
  };
  const [form, setForm] = useState<MapForm>("treemap");
  const [coloring, setColoring] = useState<Coloring>("layer");
  const map = useImageMap(image, path);
  const root = useMemo(() => (map.phase === "ready" ? mapTree(map.value) : undefined), [map]);
  return (
    <div className={styles.view}>
      <MapTools form={form} onForm={setForm} coloring={coloring} onColoring={setColoring} />
      <MapBreadcrumbs path={path} onOpen={open} />
      {map.phase === "failed" && <ProblemNote problem={map.problem} />}
      {map.phase === "loading" && <p className={styles.note}>{messages.loading}</p>}
      {root !== undefined && stack !== undefined && (
        <FolderMap
          key={root.path}
          root={root}
          isZoomed={isZoomed}
          stack={stack}
          form={form}
          coloring={coloring}
          onOpen={open}
        />
      )}
    </div>
  );
}

interface FolderMapProps {
  root: MapBranch;
  isZoomed: boolean;
  stack: Stack;
  form: MapForm;
  coloring: Coloring;
  onOpen: (path: string) => void;
}

function FolderMap({ root, isZoomed, stack, form, coloring, onOpen }: FolderMapProps) {
  const [ref, size] = useElementSize();
  const [pointed, setPointed] = useState<MapBranch>();
  const [chosen, setChosen] = useState<MapBranch>();
  const { width, height } = size;
  const shapes = useMemo(() => {
    if (width === 0) return [];
    return form === "treemap" ? treemapShapes(root, width, height) : sunburstShapes(root, width, height);
  }, [root, form, width, height]);
  if (root.bytes === 0) return <EmptyState title={messages.empty}>{messages.emptyDetail}</EmptyState>;
  return (
    <>
      <div ref={ref} className={styles.drawing}>
        <MapDrawing
          root={root}
          isZoomed={isZoomed}
          shapes={shapes}
          stack={stack}
          coloring={coloring}
          pointed={pointed}
          chosen={chosen}
          onPoint={setPointed}
          onChoose={setChosen}
          onOpen={onOpen}
        />
      </div>
      <MapFacts branch={pointed ?? chosen ?? root} root={root} stack={stack} onOpen={onOpen} />
      <MapLegend shapes={shapes} coloring={coloring} stack={stack} />
    </>
  );
}
