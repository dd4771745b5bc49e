import { isReadOnly } from "../../state/page/readOnly.ts";
import { useMe } from "../../state/room/me.ts";
import { lateAside } from "../../ui/late.tsx";

const TeacherFoot = lateAside(() => import("./TeacherFoot.tsx").then((it) => it.TeacherFoot));
const RoomFoot = lateAside(() => import("./RoomFoot.tsx").then((it) => it.RoomFoot));

/** What a learner, or a teacher with an open room, has in the foot; nothing for anybody else. */
export function RoomPart({ phone }: { phone: boolean }) {
  const isLearner = useMe(({ me }) => me?.learner !== undefined);
  // Over a shoulder, the line above the page has it.
  const room = useMe(({ me }) => (isReadOnly() ? undefined : me?.teaches?.[0]));
  if (isLearner) return <RoomFoot phone={phone} />;
  return room ? <TeacherFoot room={room} phone={phone} /> : null;
}
