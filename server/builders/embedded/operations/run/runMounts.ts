import { problemError } from "#contract/problemError.ts";
import type { MountPlan } from "#dockerfile/steps/operation.ts";
import type { RunRequest } from "../../session/runCommand.ts";
import { bindMount } from "./bindMount.ts";
import { cacheMount } from "./cacheMount.ts";
import { sizeBytes } from "./mountOptions.ts";
import type { MountSet } from "./mountSet.ts";
import type { RunTools } from "./runTools.ts";
import { secretMount } from "./secretMount.ts";
import { sshMount } from "./sshMount.ts";

function targetOf(mount: MountPlan): string {
  const { target } = mount.options;
  if (target === undefined) throw problemError("dockerfile/syntax", `--mount=type=${mount.type} needs a target`);
  return target;
}

async function prepareMount(tools: RunTools, request: RunRequest, mount: MountPlan, set: MountSet): Promise<void> {
  switch (mount.type) {
    case "cache":
      return await cacheMount(tools, request, mount, targetOf(mount), set);
    case "secret":
      return secretMount(request, mount, set);
    case "ssh":
      return await sshMount(tools.sshAgent, mount, targetOf(mount), set);
    case "bind":
      return await bindMount(tools, request, mount, targetOf(mount), set);
    case "tmpfs": {
      const size = sizeBytes(mount.options.size);
      set.mounts.push({ type: "tmpfs", target: targetOf(mount), ...(size !== undefined && { sizeBytes: size }) });
    }
  }
}

/** Removes what mounts added: locks, sockets, what was written to views. */
export async function endMounts({ cleanups }: MountSet): Promise<void> {
  await Promise.all(cleanups.map((cleanup) => cleanup()));
}

/** Prepares the mounts of a RUN; `endMounts` removes them. Throws a ProblemError. */
export async function prepareMounts(tools: RunTools, request: RunRequest): Promise<MountSet> {
  const set: MountSet = { mounts: [], env: [], cleanups: [] };
  try {
    for (const mount of request.operation.mounts) await prepareMount(tools, request, mount, set);
    return set;
  } catch (error) {
    await endMounts(set);
    throw error;
  }
}
