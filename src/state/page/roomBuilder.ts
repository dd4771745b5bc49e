import { create } from "zustand";
import type { BuilderId } from "#contract/health.ts";

/** The builder of the room that this browser is in, if it has one: for builds that choose none. */
export const useRoomBuilder = create<{ readonly builder?: BuilderId }>(() => ({}));

export function setRoomBuilder(builder: BuilderId | undefined): void {
  useRoomBuilder.setState(builder === undefined ? {} : { builder }, true);
}
