import { type Dropped, hasFiles, takeDropped } from "./dropped.ts";

let held: Dropped | undefined;
const over = (event: DragEvent) => {
  if (hasFiles(event.dataTransfer)) event.preventDefault();
};
const drop = (event: DragEvent) => {
  if (!hasFiles(event.dataTransfer)) return;
  event.preventDefault();
  held = takeDropped(event.dataTransfer);
};

/** Until the page can take files: holds what is dropped, for which the browser would leave the page. */
export function holdDrops(): void {
  addEventListener("dragover", over, { capture: true });
  addEventListener("drop", drop, { capture: true });
}

/** What was dropped so far. From now on, the caller takes drops. */
export function endHolding(): Dropped | undefined {
  removeEventListener("dragover", over, { capture: true });
  removeEventListener("drop", drop, { capture: true });
  const taken = held;
  held = undefined;
  return taken;
}
