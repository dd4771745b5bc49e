/** Where one row of the stack is on the screen. Pixels from the top of the viewport. */
export interface SlabPlace {
  readonly key: string;
  readonly link: string | undefined;
  /** Its rock; a row without one gets a thread, not a ribbon. */
  readonly rock: string | undefined;
  readonly top: number;
  readonly bottom: number;
}

/** The rows of the stack and the part of the screen they are visible in. Outside React, like the editor's. */
export interface SlabPlaces {
  readonly top: number;
  readonly bottom: number;
  readonly places: readonly SlabPlace[];
}

let measure: (() => SlabPlaces | undefined) | undefined;
const listeners = new Set<() => void>();

/** Undefined if no stack is on the screen. Reads the layout: call it in an animation frame. */
export function getSlabPlaces(): SlabPlaces | undefined {
  return measure?.();
}

/** Calls back whenever rows may have moved: scrolled, turned, resized. */
export function subscribeSlabPlaces(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function slabsMoved(): void {
  for (const listener of listeners) listener();
}

/** The stack says how to find its rows. Returns a function that withdraws it. */
export function provideSlabPlaces(how: () => SlabPlaces | undefined): () => void {
  measure = how;
  slabsMoved();
  return () => {
    if (measure !== how) return;
    measure = undefined;
    slabsMoved();
  };
}
