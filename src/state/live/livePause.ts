import type { LivePause } from "./liveStatus.ts";

/** What decides whether Live may build. */
export interface LiveConditions {
  /** The workspace is loaded. */
  readonly isReady: boolean;
  /** The server answers. */
  readonly isUp: boolean;
  /** Nobody looks at the page. */
  readonly isHidden: boolean;
  /** It is a copy that somebody shared, not yet the reader's own. */
  readonly isShared: boolean;
  /** The builder knows what it would run before it does. */
  readonly canHoldBack: boolean;
  /** The teacher of the room lets learners build live; true outside of rooms. */
  readonly isAllowed: boolean;
}

/** Why Live waits; undefined if it may build. */
export function livePause(are: LiveConditions): LivePause | undefined {
  if (!are.isReady) return "loading";
  if (are.isShared) return "shared";
  if (!are.isAllowed) return "room";
  if (!are.isUp) return "offline";
  if (!are.canHoldBack) return "builder";
  return are.isHidden ? "hidden" : undefined;
}
