import { chmodSync, chownSync, existsSync } from "node:fs";
import { basename } from "node:path";
import { digestOf, hexOf } from "#server/images/digest.ts";
import { problemError } from "#server/images/problemError.ts";
import type { RunRequest } from "../../engine/runCommand.ts";
import type { MountPlan } from "../../plan/operation.ts";
import { bindMount } from "./bindMount.ts";
import type { MountSet } from "./mountSet.ts";
import type { RunTools } from "./runTools.ts";

function target(mount: MountPlan): string {
  const { target: path } = mount.options;
  if (path === undefined) throw problemError("dockerfile/syntax", `--mount=type=${mount.type} needs a target`);
  return path;
}

function isSet(text: string | undefined): boolean {
  return text === "true" || text === "1" || text === "";
}

function bytes(text: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)b?$/i.exec(text ?? "");
  if (match === null) return undefined;
  const power = ["", "k", "m", "g", "t"].indexOf((match[2] ?? "").toLowerCase());
  return Math.round(Number(match[1]) * 1024 ** power);
}

/** A folder that lasts from build to build; each workspace has its own. `private` waits too, instead of a second folder. */
async function cacheMount(tools: RunTools, request: RunRequest, mount: MountPlan, set: MountSet): Promise<void> {
  if (mount.root !== undefined) {
    throw problemError("build/unsupported", "A cache mount can't start from other files (from=) here yet.");
  }
  const { id = target(mount), mode = "0755", uid = "0", gid = "0", sharing = "shared" } = mount.options;
  const name = hexOf(digestOf(JSON.stringify([request.workspace, id]))).slice(0, 32);
  if (sharing !== "shared") set.cleanups.push(await tools.snapshots.lockLasting(name, request.signal));
  const isNew = !existsSync(tools.snapshots.pathOfLasting(name));
  const source = tools.snapshots.lasting(name);
  if (isNew) {
    giveTo(source, Number(uid), Number(gid));
    chmodSync(source, Number.parseInt(mode, 8));
  }
  set.mounts.push({ type: "bind", source, target: target(mount), readOnly: isSet(mount.options.readonly) });
}

/** Where only one id is mapped there is nobody else to give it to; the sandbox shows it as the command's own. */
function giveTo(path: string, uid: number, gid: number): void {
  try {
    chownSync(path, uid, gid);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EINVAL")) throw error;
  }
}

function secretMount(request: RunRequest, mount: MountPlan, set: MountSet): void {
  const { id: given, target: place, env, required, mode = "0400", uid = "0", gid = "0" } = mount.options;
  const id = given ?? (place === undefined ? env : basename(place));
  const value = id === undefined || !Object.hasOwn(request.secrets, id) ? undefined : request.secrets[id];
  if (value === undefined) {
    if (!isSet(required)) return;
    throw problemError("build/run-failed", `secret ${id ?? ""}: not found`, {
      next: "Give the secret with the build, or leave out required.",
    });
  }
  if (env !== undefined) set.env.push(`${env}=${value}`);
  if (env !== undefined && place === undefined) return;
  set.mounts.push({
    type: "file",
    content: Buffer.from(value),
    target: place ?? `/run/secrets/${id ?? ""}`,
    mode: Number.parseInt(mode, 8),
    uid: Number(uid),
    gid: Number(gid),
  });
}

function sshMount(mount: MountPlan): void {
  if (!isSet(mount.options.required)) return;
  throw problemError("build/unsupported", "There is no SSH agent that a build could use here.", {
    next: "Give the key as a secret and use it with RUN --mount=type=secret.",
  });
}

/** Prepares the mounts of a RUN. Throws a ProblemError. */
export async function prepareMounts(tools: RunTools, request: RunRequest): Promise<MountSet> {
  const set: MountSet = { mounts: [], env: [], cleanups: [] };
  for (const mount of request.operation.mounts) {
    if (mount.type === "cache") await cacheMount(tools, request, mount, set);
    else if (mount.type === "secret") secretMount(request, mount, set);
    else if (mount.type === "ssh") sshMount(mount);
    else if (mount.type === "bind") await bindMount(tools, request, mount, target(mount), set);
    else {
      const sizeBytes = bytes(mount.options.size);
      set.mounts.push({ type: "tmpfs", target: target(mount), ...(sizeBytes !== undefined && { sizeBytes }) });
    }
  }
  return set;
}
