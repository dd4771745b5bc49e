import { basename } from "node:path";
import { FAILURE_ADVICE } from "#contract/failureAdvice.ts";
import { problemError } from "#contract/problemError.ts";
import { secretIdOf } from "#dockerfile/instructions/secretId.ts";
import type { MountPlan } from "#dockerfile/steps/operation.ts";
import type { RunRequest } from "../../session/runCommand.ts";
import { isSet } from "./mountOptions.ts";
import type { MountSet } from "./mountSet.ts";

/** A file in memory, a variable, or both. If the request has no such secret: an empty variable, no file. */
export function secretMount(request: RunRequest, mount: MountPlan, set: MountSet): void {
  const { target, env, required, mode = "0400", uid = "0", gid = "0" } = mount.options;
  const id = secretIdOf(mount.options);
  const value = Object.hasOwn(request.secrets, id) ? request.secrets[id] : undefined;
  if (value === undefined) {
    if (!isSet(required)) {
      if (env !== undefined) set.env.push(`${env}=`);
      return;
    }
    throw problemError("build/secret", `secret ${id}: not found`, { next: FAILURE_ADVICE.secret });
  }
  if (env !== undefined) set.env.push(`${env}=${value}`);
  if (env !== undefined && target === undefined) return;
  set.mounts.push({
    type: "file",
    content: Buffer.from(value),
    target: target ?? `/run/secrets/${basename(id)}`,
    mode: Number.parseInt(mode, 8),
    uid: Number(uid),
    gid: Number(gid),
  });
}
