import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { wantTogether } from "../workspace/together.ts";
import { useMyRoom } from "./myRoom.ts";

/** Call once: while a teacher may type along, the files of the room's workspace are shared as long as it is open. */
export function startFollowingHelp(): void {
  const follow = () => {
    const { state } = useMyRoom.getState();
    const { id } = useOpenWorkspace.getState();
    const mine = state.phase === "in" && state.mine.help === "accepted" ? state.mine : undefined;
    wantTogether(mine && (mine.workspace ?? id) === id ? "mine" : undefined);
  };
  useMyRoom.subscribe(follow);
  useOpenWorkspace.subscribe(follow);
}
