import { type CommitRequest, commitRequestSchema } from "#contract/container.ts";
import { type EngineCall, isSet } from "../base/engineCall.ts";
import { EngineError } from "../base/engineError.ts";

/** What `docker commit` asks for. Throws an EngineError. */
export function commitRequestOf(call: EngineCall): CommitRequest {
  const { query } = call;
  const repository = query.get("repo") ?? "";
  const tag = query.get("tag") ?? "";
  const parsed = commitRequestSchema.safeParse({
    ...(repository !== "" && { tag: tag === "" ? repository : `${repository}:${tag}` }),
    ...(query.has("comment") && { message: query.get("comment") }),
    ...(query.has("author") && { author: query.get("author") }),
    changes: query.getAll("changes").filter((change) => change !== ""),
    pause: isSet(call, "pause", true),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EngineError(400, `invalid commit: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not valid"}`);
}
