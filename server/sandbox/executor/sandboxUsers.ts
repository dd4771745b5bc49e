import { execFileSync } from "node:child_process";
import { chownSync, mkdirSync, readFileSync } from "node:fs";
import { enterSandboxUser, type Launch, sandboxHelperPath } from "./sandboxHelper.ts";
import { sandboxIds } from "./sandboxIds.ts";

/** For tests: the owner of a sandbox. */
export interface SandboxUser {
  readonly name: string;
  readonly launch: Launch;
  /** Who starts it, as this process sees them; undefined: this process's own user. */
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** Who owns what its root makes; undefined: this process's own user. */
  readonly root: { readonly uid: number; readonly gid: number } | undefined;
  /** Whether the sandbox has ids besides 0. */
  readonly hasIds: boolean;
}

const TEST_USER = "strata-test";
const RANGE = "230000-295535";

/**
 * All users available here that a sandbox can belong to. From root: root, an ordinary user with subordinate ids, and
 * one without; an ordinary user has only itself. `missing` says what can't be tested, and why.
 */
export function sandboxUsers(): { users: SandboxUser[]; missing: string[] } {
  const helper = sandboxHelperPath();
  if (helper === undefined) return { users: [], missing: ["any sandbox: this machine has no helper"] };
  const single = (uid?: number): SandboxUser => ({
    name: "an ordinary user with one id",
    launch: as(uid, (command, args) => ({ command: helper, args: ["enter", "--single", "--", command, ...args] })),
    uid,
    gid: groupOf(uid),
    root: ownerOf(uid),
    hasIds: false,
  });
  const enter: Launch = (command, args) => ({ command: helper, args: ["enter", "--", command, ...args] });
  if (process.geteuid?.() !== 0) {
    const own = {
      name: "this user",
      launch: enter,
      uid: undefined,
      gid: undefined,
      root: undefined,
      hasIds: hasRange(execFileSync("id", ["-un"])),
    };
    return { users: [own, single()], missing: ["root: the tests do not run as root"] };
  }
  const nobody = sandboxIds();
  const root: SandboxUser = {
    name: "root",
    launch: enterSandboxUser,
    uid: undefined,
    gid: undefined,
    root: nobody && { uid: nobody.first, gid: nobody.first },
    hasIds: true,
  };
  const uid = testUser();
  if (uid === undefined)
    return { users: [root, single(65_432)], missing: ["subordinate ids: needs useradd and uidmap"] };
  const subordinate = {
    name: "an ordinary user with subordinate ids",
    launch: as(uid, enter),
    uid,
    gid: groupOf(uid),
    root: ownerOf(uid),
    hasIds: true,
  };
  return { users: [root, subordinate, single(uid)], missing: [] };
}

function as(uid: number | undefined, inner: Launch): Launch {
  if (uid === undefined) return inner;
  const cache = compileCacheOf(uid);
  return (command, args) => {
    const how = command === process.execPath ? inner("env", [...cache, command, ...args]) : inner(command, args);
    return {
      command: "setpriv",
      args: [`--reuid=${uid}`, `--regid=${groupOf(uid)}`, "--clear-groups", how.command, ...how.args],
    };
  };
}

/** Only its owner can read what Node compiled: without a folder of its own, the user's programs start in twice the time. */
function compileCacheOf(uid: number): string[] {
  const { NODE_COMPILE_CACHE } = process.env;
  if (NODE_COMPILE_CACHE === undefined) return [];
  const folder = `${NODE_COMPILE_CACHE}-by-${uid}`;
  mkdirSync(folder, { recursive: true });
  chownSync(folder, uid, groupOf(uid) ?? uid);
  return [`NODE_COMPILE_CACHE=${folder}`];
}

function ownerOf(uid: number | undefined): SandboxUser["root"] {
  return uid === undefined ? undefined : { uid, gid: groupOf(uid) ?? uid };
}

/** newuidmap requires the user's own group. */
function groupOf(uid: number | undefined): number | undefined {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((text) => text.split(":"))
    .find((fields) => fields[2] === String(uid));
  return line?.[3] === undefined ? uid : Number(line[3]);
}

function hasRange(user: string | Buffer): boolean {
  return readFileSync("/etc/subuid", "utf8").includes(`${user.toString().trim()}:`);
}

/** A throwaway user with a range of ids, created if it does not exist. */
function testUser(): number | undefined {
  try {
    execFileSync("sh", ["-c", "command -v newuidmap setpriv"], { stdio: "ignore" });
    execFileSync("sh", ["-c", `id ${TEST_USER} || useradd --system --user-group --no-create-home ${TEST_USER}`], {
      stdio: "ignore",
    });
    if (!hasRange(TEST_USER)) {
      execFileSync("usermod", ["--add-subuids", RANGE, "--add-subgids", RANGE, TEST_USER]);
    }
    return Number(execFileSync("id", ["-u", TEST_USER]));
  } catch {
    return undefined;
  }
}
