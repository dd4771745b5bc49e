import { type History, historySchema, type Inspect, inspectSchema } from "#contract/image.ts";
import type { CommandContext } from "../../command/commandContext.ts";

/** `docker history`'s rows, newest last. Throws a ProblemError. */
export async function historyOf({ services, owner }: CommandContext, ref: string): Promise<History> {
  const json = await services.imageViews.look({ workspace: owner, ref }, { at: "history" });
  return historySchema.parse(JSON.parse(Buffer.from(json).toString("utf8")));
}

/** `docker image inspect`'s object. Throws a ProblemError. */
export async function inspectOf({ services, owner }: CommandContext, ref: string): Promise<Inspect> {
  const json = await services.imageViews.look({ workspace: owner, ref }, { at: "inspect" });
  return inspectSchema.parse(JSON.parse(Buffer.from(json).toString("utf8")));
}
