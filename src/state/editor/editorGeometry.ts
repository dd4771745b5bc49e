/**
 * Where the lines of the Dockerfile are on the screen, for whatever is drawn beside them (the seams). Outside React: it
 * changes with every scrolled pixel, and readers draw in an animation frame.
 */
export interface EditorGeometry {
  /** Top and height in pixels of the editor's text area, from the top of the viewport. */
  readonly top: number;
  readonly height: number;
  /** Top edge of a zero-based line from the top of the viewport; may be outside the visible area. */
  readonly lineTop: (line: number) => number;
  /** Bottom edge, including folded and wrapped lines. */
  readonly lineBottom: (line: number) => number;
}

let measure: (() => EditorGeometry) | undefined;
const listeners = new Set<() => void>();

/** Undefined while no Dockerfile is in the editor (another file is, or the editor isn't loaded). */
export function getEditorGeometry(): EditorGeometry | undefined {
  return measure?.();
}

/** Calls back whenever lines may have moved: scrolled, edited, folded, resized. Read the geometry in the next frame. */
export function subscribeEditorGeometry(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function publishEditorGeometry(geometry: (() => EditorGeometry) | undefined): void {
  measure = geometry;
  for (const listener of listeners) listener();
}
