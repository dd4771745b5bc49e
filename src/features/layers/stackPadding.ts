/** Pixels above and below the rows, so that the ring of a selected one is not cut. */
export const PADDING = 4;
