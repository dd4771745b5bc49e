import type { ScriptPlace } from "../../shell/scriptPlaces.ts";
import type { ShellComment } from "../../shell/shellComment.ts";
import type { ShellVerdict } from "./shellVerdict.ts";

/**
 * What a verdict on a script says of the parts that a change left as they were, at their new places: good until ShellCheck
 * has read the changed script. Undefined where little is the same, or there was nothing to carry.
 */
export function carryOver(before: string, verdict: ShellVerdict, after: string): ShellVerdict | undefined {
  if (verdict.kind !== "comments") return undefined;
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  if (start + end < Math.min(before.length, after.length) / 2) return undefined;
  const moved = after.length - before.length;
  // What touches the change may not be true any more.
  const move = <Place extends ScriptPlace>(place: Place): Place | undefined => {
    if (place.to < start) return place;
    if (place.from <= before.length - end) return undefined;
    return { ...place, from: place.from + moved, to: place.to + moved };
  };
  const comments = verdict.comments.flatMap((comment): readonly ShellComment[] => {
    const place = move(comment);
    if (place === undefined) return [];
    const replacements = comment.replacements.map(move).filter((each) => each !== undefined);
    return [{ ...place, replacements: replacements.length < comment.replacements.length ? [] : replacements }];
  });
  return { kind: "comments", comments };
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}

/** Of what follows the common start. */
function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}
