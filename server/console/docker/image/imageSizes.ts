import type { Digest } from "#contract/names/digest.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { inspectOf } from "./imageViews.ts";

/** An image never changes, so its size is read once. */
const known = new Map<Digest, number>();
const MAX_KNOWN = 10_000;

/** SIZE of `docker images`: the bytes of an image's files, without the tars around them. Throws a ProblemError. */
export async function imageSize(context: CommandContext, id: Digest): Promise<number> {
  const before = known.get(id);
  if (before !== undefined) return before;
  const size = Number((await inspectOf(context, id)).Size);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(id, size);
  return size;
}
