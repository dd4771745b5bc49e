import { setDrawer, useLayout } from "../../state/page/layout.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { messages } from "./messages.ts";

export function FilesButton() {
  const open = useLayout((state) => state.drawerOpen);
  return <IconButton label={messages.files} icon="panel" aria-expanded={open} onClick={() => setDrawer(!open)} />;
}
