import { setDrawer, useLayout } from "../../state/page/layout.ts";
import { IconButton } from "../../ui/IconButton.tsx";

export function FilesButton() {
  const open = useLayout((state) => state.drawerOpen);
  return <IconButton label="Context files" icon="panel" aria-expanded={open} onClick={() => setDrawer(!open)} />;
}
