import { useMemo } from "react";
import { shownStack, useImage } from "../../state/image/image.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import type { Link } from "../../state/selection/selectionLinks.ts";

/** For a layer of the image on the screen: the link to its line, log, and files. */
export function useLayerLinks(): (layer: number) => Link | undefined {
  const stack = useImage(shownStack);
  const links = useLinks((state) => state.links);
  return useMemo(() => {
    const rows = stack?.rows ?? [];
    return (layer) => {
      const position = rows.findIndex((row) => row.layer?.index === layer);
      return position === -1 ? undefined : links.find((link) => link.rows.includes(position));
    };
  }, [stack, links]);
}
