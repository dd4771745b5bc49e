import { useEffect, useRef } from "react";
import { getEditorGeometry, subscribeEditorGeometry } from "../../state/editor/editorGeometry.ts";
import { isLit, useSelection } from "../../state/selection/selection.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { getSlabPlaces, subscribeSlabPlaces } from "../../state/selection/selectionSlabs.ts";
import { drawSeams } from "./drawSeams.ts";
import { planSeams, type Seam } from "./planSeams.ts";
import styles from "./SeamsColumn.module.css";

/**
 * Ribbons from each instruction's lines to its slab, threads to rows without one. Drawn outside of React, at most once a
 * frame, whenever the editor or the stack moved or what is lit changed. Decorative: the selection tells the same.
 */
export function SeamsColumn() {
  const svg = useRef<SVGSVGElement>(null);
  useEffect(() => {
    const element = svg.current;
    if (!element) return undefined;
    let frame = 0;
    const schedule = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        drawSeams(element, currentSeams(element));
      });
    };
    const observer = new ResizeObserver(schedule);
    observer.observe(element);
    const ends = [
      subscribeEditorGeometry(schedule),
      subscribeSlabPlaces(schedule),
      useLinks.subscribe(schedule),
      useSelection.subscribe(schedule),
      () => observer.disconnect(),
      () => cancelAnimationFrame(frame),
    ];
    schedule();
    return () => {
      for (const end of ends) end();
    };
  }, []);
  return <svg ref={svg} className={styles.seams} aria-hidden="true" />;
}

function currentSeams(element: SVGSVGElement): Seam[] {
  const editor = getEditorGeometry();
  const slabs = getSlabPlaces();
  const { top, width } = element.getBoundingClientRect();
  if (!editor || !slabs || width === 0) return [];
  const selection = useSelection.getState();
  return planSeams({
    links: useLinks.getState().links,
    slabs,
    editor: {
      view: { top: editor.top, bottom: editor.top + editor.height },
      lineTop: editor.lineTop,
      lineBottom: editor.lineBottom,
    },
    origin: top,
    width,
    isStrong: (link) => isLit(selection, link),
  });
}
