import { type MyRoomState, useMyRoom } from "../room/myRoom.ts";
import { useWorkspace } from "../workspace/workspace.ts";

/** The builder that the workspace's builds go to: its own, or its room's. Undefined is the server's standard. */
export function useChosenBuilder(): string | undefined {
  const own = useWorkspace(({ content }) => content.settings.builder);
  const ofRoom = useMyRoom(({ state }) => roomBuilder(state));
  return own ?? ofRoom;
}

export const chosenBuilder = (): string | undefined =>
  useWorkspace.getState().content.settings.builder ?? roomBuilder(useMyRoom.getState().state);

const roomBuilder = (state: MyRoomState) => (state.phase === "in" ? state.mine.room.builder : undefined);
