import { useLayout } from "../state/page/layout.ts";
import { late } from "../ui/late.tsx";

const OpenDrawer = late(() => import("./OpenDrawer.tsx").then((it) => it.OpenDrawer));

/** The context files on screens without room beside the editor, opened from the top bar. */
export function FilesDrawer() {
  const open = useLayout((state) => state.drawerOpen);
  return open ? <OpenDrawer /> : null;
}
