import { lazy, Suspense } from "react";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { useMe } from "../../state/room/me.ts";

const TeacherFoot = lazy(() => import("./TeacherFoot.tsx").then((module) => ({ default: module.TeacherFoot })));
const RoomFoot = lazy(() => import("./RoomFoot.tsx").then((module) => ({ default: module.RoomFoot })));

/** What a learner, or a teacher with an open room, has in the foot; nothing for anybody else. */
export function RoomPart({ phone }: { phone: boolean }) {
  const isLearner = useMe(({ me }) => me?.learner !== undefined);
  // Over a shoulder, the line above the page has it.
  const room = useMe(({ me }) => (isReadOnly() ? undefined : me?.teaches?.[0]));
  if (isLearner) {
    return (
      <Suspense>
        <RoomFoot phone={phone} />
      </Suspense>
    );
  }
  return room ? (
    <Suspense>
      <TeacherFoot room={room} phone={phone} />
    </Suspense>
  ) : null;
}
