import { showTeach, useTeach } from "../../state/class/teach.ts";
import { lateAbove } from "../../ui/late.tsx";

const TeachDialog = lateAbove(
  () => import("./TeachDialog.tsx").then((it) => it.TeachDialog),
  () => showTeach(false),
);

/** The dialog that opens a room, loaded when it is asked for. */
export function TeachPart() {
  const open = useTeach((store) => store.open);
  return open ? <TeachDialog /> : null;
}
