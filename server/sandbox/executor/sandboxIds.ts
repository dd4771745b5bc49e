import { lchownSync, readFileSync } from "node:fs";

/** The ids of a sandbox on this machine: `first` is its root, `first + 1` its user 1, and so on. */
export interface IdRange {
  readonly first: number;
  readonly count: number;
}

/**
 * The upper half of all ids: above what accounts, /etc/subuid, and systemd's containers get (systemd's "Users, Groups,
 * UIDs and GIDs"), and one for each that USER may name (0 to 2147483647). The last two ids stay unused.
 */
const RANGE: IdRange = { first: 2 ** 31 - 2, count: 2 ** 31 };
const ALL_IDS = 2 ** 32 - 1;

/** Whether a namespace with this `uid_map` or `gid_map` may map that range. */
export function hasAllIds(map: string): boolean {
  const [inside, outside, count] = map.trim().split(/\s+/).map(Number);
  return inside === 0 && outside === 0 && count === ALL_IDS;
}

function isRealRoot(): boolean {
  if (process.platform !== "linux" || process.geteuid?.() !== 0) return false;
  return ["uid_map", "gid_map"].every((name) => hasAllIds(readFileSync(`/proc/self/${name}`, "utf8")));
}

let known: { readonly range: IdRange | undefined } | undefined;

/**
 * The ids of sandboxes that the machine's real root starts: of no account, so that root inside has no rights outside.
 * Undefined for anyone else (an ordinary user, root in a user namespace such as a rootless container's): their
 * sandboxes have their own ids, under the same numbers.
 */
export function sandboxIds(): IdRange | undefined {
  known ??= { range: isRealRoot() ? RANGE : undefined };
  return known.range;
}

/** Which user of the machine a sandbox's root is; `reason` says why it is Strata's own user, if it is. */
export function rootOutside(): { id: number; reason?: string } {
  const range = sandboxIds();
  if (range !== undefined) return { id: range.first };
  const [, outside = 0] = readFileSync("/proc/self/uid_map", "utf8").trim().split(/\s+/).map(Number);
  const reason =
    "Strata runs as an unprivileged user or in a user namespace, " +
    "so root in a container is the user that Strata runs as.";
  return { id: outside, reason };
}

/** The id on disk of a sandbox's id, as this process sees it. */
export function idOnDisk(id: number): number {
  const range = sandboxIds();
  return range === undefined || id >= range.count ? id : range.first + id;
}

/**
 * Makes a user of the sandbox the owner of a path. If only one id is mapped, there is no other owner to choose; the
 * sandbox shows it as the command's own.
 */
export function giveToSandbox(path: string, uid = 0, gid = 0): void {
  // Its maker is then the sandbox's root.
  if (sandboxIds() === undefined && uid === 0 && gid === 0) return;
  try {
    lchownSync(path, idOnDisk(uid), idOnDisk(gid));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EINVAL")) throw error;
  }
}
