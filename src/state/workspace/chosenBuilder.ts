import type { BuilderId } from "#contract/health.ts";
import { useRoomBuilder } from "../page/roomBuilder.ts";
import { useWorkspace } from "./workspace.ts";

/** The builder that the workspace's builds go to: its own, or its room's. Undefined is the server's standard. */
export function useChosenBuilder(): BuilderId | undefined {
  const own = useWorkspace(({ content }) => content.settings.builder);
  const ofRoom = useRoomBuilder(({ builder }) => builder);
  return own ?? ofRoom;
}

export const chosenBuilder = (): BuilderId | undefined =>
  useWorkspace.getState().content.settings.builder ?? useRoomBuilder.getState().builder;
