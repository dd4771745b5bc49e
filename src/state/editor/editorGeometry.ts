/**
 * Where the Dockerfile's lines are on the screen, for what is drawn beside them (the seams). Outside of React: it
 * changes with every scrolled pixel, and readers draw in an animation frame.
 */
export interface EditorGeometry {
  /** Top and height in pixels of the editor's text area, from the top of the viewport. */
  readonly top: number;
  readonly height: number;
  /** Top edge of a zero-based line from the top of the viewport; it may lie outside of the visible area. */
  readonly lineTop: (line: number) => number;
  /** Bottom edge, folded and wrapped lines taken into account. */
  readonly lineBottom: (line: number) => number;
}

let measure: (() => EditorGeometry) | undefined;
const listeners = new Set<() => void>();

/** Undefined while no Dockerfile is in the editor (another file is, or the editor isn't loaded). */
export function getEditorGeometry(): EditorGeometry | undefined {
  return measure?.();
}

/** Told whenever lines may have moved: scrolled, edited, folded, resized. Ask for the geometry in the next frame. */
export function subscribeEditorGeometry(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function publishEditorGeometry(geometry: (() => EditorGeometry) | undefined): void {
  measure = geometry;
  for (const listener of listeners) listener();
}
