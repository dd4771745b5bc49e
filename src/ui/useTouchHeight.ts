import { useMediaQuery } from "./useMediaQuery.ts";

/** Least height of what a finger presses, in pixels. The style sheets say the same. */
const FINGER = 40;

/** The height of a row, in pixels, where it may be pressed with a finger. */
export const useTouchHeight = (height: number): number =>
  useMediaQuery("(pointer: coarse)") ? Math.max(height, FINGER) : height;
