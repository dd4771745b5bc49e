import { readFileSync } from "node:fs";
import { CONTAINER_WAYS_OUT } from "./containerWaysOut.ts";
import type { SandboxError } from "./sandboxError.ts";

export interface SandboxFailure {
  readonly reason: string;
  readonly waysOut: readonly string[];
}

const OTHER_BUILDERS = "Use the BuildKit builder, which needs Docker or a BuildKit daemon.";

/** Why this machine can't execute RUN, and what its user can do about it. */
export function explainSandboxFailure(
  error: SandboxError,
  sysctl: (name: string) => string = readSysctl,
): SandboxFailure {
  if (process.platform !== "linux") {
    return {
      reason: "RUN needs Linux.",
      waysOut: [OTHER_BUILDERS, "Run Strata in a Linux virtual machine (on Windows: WSL 2)."],
    };
  }
  switch (error.step) {
    case "make namespaces":
    case "map ids":
      return { reason: namespaceReason(error, sysctl), waysOut: [...namespaceWaysOut(sysctl), OTHER_BUILDERS] };
    case "mount proc":
      return {
        reason: `Can't mount /proc in a sandbox (${error.message}): parts of this machine's /proc are masked, as in a container.`,
        waysOut: [...CONTAINER_WAYS_OUT, OTHER_BUILDERS],
      };
    case "mount overlay":
      return {
        reason: `Unprivileged users can't mount an overlay file system on this machine (${error.message}).`,
        waysOut: ["Use Linux 5.11 or later, with STRATA_DATA on ext4, xfs, or btrfs.", OTHER_BUILDERS],
      };
    default:
      return { reason: `Can't create a sandbox: ${error.step}: ${error.message}.`, waysOut: [OTHER_BUILDERS] };
  }
}

function namespaceReason(error: SandboxError, sysctl: (name: string) => string): string {
  if (sysctl("kernel.unprivileged_userns_clone") === "0") {
    return "User namespaces are disabled for unprivileged users (kernel.unprivileged_userns_clone is 0).";
  }
  if (sysctl("user.max_user_namespaces") === "0")
    return "User namespaces are disabled (user.max_user_namespaces is 0).";
  if (sysctl("kernel.apparmor_restrict_unprivileged_userns") === "1") {
    return "AppArmor blocks user namespaces for unprivileged users (kernel.apparmor_restrict_unprivileged_userns is 1).";
  }
  return `Can't create namespaces (${error.message}): Strata may be running in a container that forbids them.`;
}

function namespaceWaysOut(sysctl: (name: string) => string): string[] {
  const wanted: [name: string, bad: string, good: string][] = [
    ["kernel.unprivileged_userns_clone", "0", "1"],
    ["user.max_user_namespaces", "0", "10000"],
    ["kernel.apparmor_restrict_unprivileged_userns", "1", "0"],
  ];
  const commands = wanted
    .filter(([name, bad]) => sysctl(name) === bad)
    .map(([name, , good]) => `sudo sysctl ${name}=${good}`);
  if (commands.length > 0) return [`Run as an administrator: ${commands.join(" and ")}.`];
  return [...CONTAINER_WAYS_OUT];
}

function readSysctl(name: string): string {
  try {
    return readFileSync(`/proc/sys/${name.replaceAll(".", "/")}`, "utf8").trim();
  } catch {
    return "";
  }
}
