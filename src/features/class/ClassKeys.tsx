import { useEffect } from "react";
import { showProjector, useClassView } from "../../state/class/classView.ts";

/** P shows the class on the wall and takes it away again; Esc takes it away too. */
export function ClassKeys() {
  useEffect(() => {
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
  return null;
}

function onKeyDown(event: KeyboardEvent): void {
  const { projector } = useClassView.getState();
  if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
  if (event.key.toLowerCase() === "p") showProjector(!projector);
  if (event.key === "Escape" && projector) showProjector(false);
}

function isBusy(target: EventTarget | null): boolean {
  const types = target instanceof HTMLElement && target.closest("input, textarea, select") !== null;
  return types || document.querySelector('[role="dialog"], [role="menu"]') !== null;
}
