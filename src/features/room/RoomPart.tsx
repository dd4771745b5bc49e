import { lazy, Suspense } from "react";
import { useMe } from "../../state/room/me.ts";

const RoomFoot = lazy(() => import("./RoomFoot.tsx").then((module) => ({ default: module.RoomFoot })));

/** A learner's part of the foot; nothing for anybody else. */
export function RoomPart({ phone }: { phone: boolean }) {
  const isLearner = useMe(({ me }) => me?.learner !== undefined);
  if (!isLearner) return null;
  return (
    <Suspense>
      <RoomFoot phone={phone} />
    </Suspense>
  );
}
