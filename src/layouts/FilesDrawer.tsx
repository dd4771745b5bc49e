import { setDrawer, useLayout } from "../state/page/layout.ts";
import { lateAbove } from "../ui/late.tsx";

const OpenDrawer = lateAbove(
  () => import("./OpenDrawer.tsx").then((it) => it.OpenDrawer),
  () => setDrawer(false),
);

/** The context files on screens without room beside the editor, opened from the top bar. */
export function FilesDrawer() {
  const open = useLayout((state) => state.drawerOpen);
  return open ? <OpenDrawer /> : null;
}
