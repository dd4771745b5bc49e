/** Pixels above and below the rows, so the ring of a selected row is not clipped. */
export const PADDING = 4;
