import { humanSize } from "../../contract/docker/humanSize.ts";
import type { BuilderDescription } from "../../contract/health.ts";
import type { Config } from "../../server/config.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

const DELEGATE = "Start Strata as root, or as systemd-run --user --scope -p Delegate=yes …";
const SUBORDINATE =
  "Give the user a range of IDs: sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 NAME, and install uidmap. " +
  "Strata's image has both: start its container without no-new-privileges.";
/** Less is too little even for small images, bytes. */
const LEAST_DISK = 1e9;
/** Bytes a second; slower disks make unpacking a base image a matter of minutes. */
const SLOW_DISK = 50e6;
const LEAST_MEMORY = 512e6;

export function judgeNode(version: string, wanted: string): Finding {
  if (version === wanted) return ok("Node", `${version}, the one that Strata is tested with`);
  return warning(
    "Node",
    `${version}, but Strata is tested with ${wanted}`,
    "Start with npm start, which uses its own.",
  );
}

/** Sandboxes and their limits, as the builder found them by running one. */
export function judgeSandbox({ run, runReason, details = {} }: BuilderDescription): readonly Finding[] {
  if (!run) return [problem("Sandbox", "RUN can't be executed", runReason)];
  return [identityFinding(details), limitsFinding(details.limitedBy)];
}

function identityFinding({ identity, containerRootReason }: Readonly<Record<string, string>>): Finding {
  switch (identity) {
    case "root":
      return containerRootReason === undefined
        ? ok("Sandbox", "started by root, and root in a build is nobody outside")
        : warning("Sandbox", containerRootReason, "Start Strata as a user that owns nothing else.");
    case "subordinate":
      return ok("Sandbox", "user namespaces, with the subordinate IDs of this user");
    default:
      return warning("Sandbox", "user namespaces with a single ID: all files of an image belong to root", SUBORDINATE);
  }
}

function limitsFinding(limitedBy: string | undefined): Finding {
  if (limitedBy === "cgroup2" || limitedBy === "cgroup1") {
    const version = limitedBy === "cgroup2" ? 2 : 1;
    return ok("Limits", `control groups (version ${version}) limit memory, processes, and CPU`);
  }
  const saw = "no control groups: memory, processes, and CPU are monitored, and the commands of a build take turns";
  return warning("Limits", saw, DELEGATE);
}

export interface Disk {
  readonly dir: string;
  readonly freeBytes: number;
  readonly bytesPerSecond: number;
}

export function judgeDisk(
  { dir, freeBytes, bytesPerSecond }: Disk,
  { storeLimit }: Pick<Config, "storeLimit">,
): Finding {
  const saw = `${humanSize(freeBytes)} free in ${dir}, written at ${humanSize(bytesPerSecond)} a second`;
  if (freeBytes < LEAST_DISK) return problem("Disk", saw, "Free some space, or set STRATA_DATA to another disk.");
  if (bytesPerSecond < SLOW_DISK) return warning("Disk", saw, "Set STRATA_DATA to a faster disk.");
  if (freeBytes < storeLimit) {
    const fits = `${Math.max(1, Math.floor(freeBytes / 1.25e9))}GB`;
    return warning("Disk", `${saw}; images may take ${humanSize(storeLimit)}`, `Set STRATA_STORE_LIMIT=${fits}.`);
  }
  return ok("Disk", saw);
}

/** `available` is what programs can still get, in bytes. */
export function judgeMemory(available: number, { queue, run }: Pick<Config, "queue" | "run">): Finding {
  const saw = `${humanSize(available)} available`;
  if (available < LEAST_MEMORY) return problem("Memory", saw, "Close other programs.");
  if (available >= queue.running * run.memoryBytes) return ok("Memory", saw);
  const fits = `${Math.max(1, Math.floor(available / queue.running / 1e8))}00MB`;
  const need = `${queue.running} builds at once may use ${humanSize(run.memoryBytes)} each`;
  return warning("Memory", `${saw}; ${need}`, `Set STRATA_BUILD_MEMORY=${fits}.`);
}

export function judgePage(isBuilt: boolean): Finding {
  if (isBuilt) return ok("Page", "built");
  return warning("Page", "not built yet", "npm start builds it, which takes a minute.");
}
