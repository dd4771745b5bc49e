import type { Look } from "#contract/room.ts";
import { clearLook, setLook } from "../../api/rooms.ts";
import { useEditor } from "../editor/editor.ts";
import { addNotice } from "../page/notices.ts";
import { useSelection } from "../selection/selection.ts";
import { useMe } from "./me.ts";

/** What this page shows: the open file, the line of the cursor, and the selected layer. */
function placeHere(): Look {
  const { openPath, cursor } = useEditor.getState();
  const { selected } = useSelection.getState();
  return {
    // The Dockerfile of learners may have another path.
    ...(openPath !== undefined && { path: openPath }),
    line: cursor.line + 1,
    ...(selected !== undefined && { link: selected }),
  };
}

/** Asks the learners of a room to look at what this page shows. */
export async function showHere(room: string): Promise<void> {
  await shown(room, placeHere());
}

export async function stopShowing(room: string): Promise<void> {
  await shown(room, undefined);
}

async function shown(room: string, look: Look | undefined): Promise<void> {
  const answer = await (look ? setLook(room, look) : clearLook(room));
  if (answer.ok) keep(room, look);
  else addNotice({ tone: "error", text: `${answer.problem.title}. ${answer.problem.detail}` });
}

/** Over a shoulder, the room tells it; in a workspace of one's own, nothing else does. */
function keep(room: string, look: Look | undefined): void {
  const { me } = useMe.getState();
  if (!me?.teaches) return;
  const teaches = me.teaches.map(({ look: before, ...taught }) => {
    const next = taught.room === room ? look : before;
    return next ? { ...taught, look: next } : taught;
  });
  useMe.setState({ me: { ...me, teaches } });
}
