import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { FileTree } from "#server/oci/store/fileTree.ts";
import { readContent } from "#server/oci/store/treeContent.ts";

/** The owner of a file. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

interface Passwd {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** The user of a RUN. */
export interface ExecUser extends Owner {
  /** Supplementary groups. */
  readonly groups: readonly number[];
  readonly home: string;
}

/** /etc/passwd of an ordinary image has some kilobytes. */
export const MAX_ACCOUNTS_BYTES = 8 * 1024 * 1024;
const MAX_ID = 0xffff_fffe;
/** What runc takes for a process. */
const MAX_EXEC_ID = 0x7fff_ffff;

/** The texts of /etc/passwd and /etc/group; empty if there is no such file. */
export interface AccountFiles {
  readonly passwd: string;
  readonly group: string;
}

function readText(store: BlobStore, tree: FileTree, path: string): string {
  const found = tree.lookup(path);
  if (found === undefined || found.node.inode.entry.type !== "file") return "";
  return readContent(store, found.node.inode, 0, MAX_ACCOUNTS_BYTES).toString("utf8");
}

/** As the layers of an image have them. */
export function accountFilesOf(store: BlobStore, tree: FileTree): AccountFiles {
  return { passwd: readText(store, tree, "etc/passwd"), group: readText(store, tree, "etc/group") };
}

function lines(text: string): string[][] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.trim().split(":"));
}

/** A number in a file: anything else, and one too large for Go's reader, is 0. */
function fileId(text: string | undefined): number {
  const id = Number(text);
  return Number.isInteger(id) && id <= 0x7fff_ffff ? id : 0;
}

function usersIn({ passwd }: AccountFiles): Passwd[] {
  return lines(passwd).map(([name = "", , uid, gid, , home = "/"]) => ({
    name,
    uid: fileId(uid),
    gid: fileId(gid),
    home,
  }));
}

function groupsIn({ group }: AccountFiles): Group[] {
  return lines(group).map(([name = "", , gid, members = ""]) => ({
    name,
    gid: Number(gid) || 0,
    members: members.split(",").filter((member) => member !== ""),
  }));
}

function numericId(text: string): number | undefined {
  return /^\d+$/.test(text) && Number(text) <= MAX_ID ? Number(text) : undefined;
}

function splitUser(text: string): { user: string; group: string | undefined } {
  const at = text.indexOf(":");
  return at < 0 ? { user: text, group: undefined } : { user: text.slice(0, at), group: text.slice(at + 1) };
}

/**
 * The owner that `--chown` or WORKDIR's USER names, looked up in the image (BuildKit's readUser): a number stands for
 * itself, and for the group too if no colon is given; nothing after the colon is root's group. A name that the image
 * does not know is root, as in BuildKit.
 */
export function resolveOwner(store: BlobStore, tree: FileTree, text: string): Owner {
  const files = accountFilesOf(store, tree);
  const { user, group } = splitUser(text);
  const id = numericId(user);
  const found = id === undefined ? usersIn(files).find(({ name }) => name === user) : { uid: id, gid: id };
  const { uid, gid } = found ?? { uid: 0, gid: 0 };
  if (group === undefined) return { uid, gid };
  if (group === "") return { uid, gid: 0 };
  const groupId = numericId(group) ?? groupsIn(files).find(({ name }) => name === group)?.gid;
  return { uid, gid: groupId ?? gid };
}

function unknownUser(kind: "user" | "group", name: string) {
  const file = kind === "user" ? "/etc/passwd" : "/etc/group";
  return problemError("build/user", `unable to find ${kind} ${name}: no matching entries in ${file.slice(5)} file`, {
    next: `Create the ${kind} in an earlier RUN, or use a numeric ID. ${file} of this stage has no "${name}".`,
  });
}

function checkExecIds(...texts: (string | undefined)[]): void {
  const isOut = (text = "") => /^-?\d+$/.test(text) && !(Number(text) >= 0 && Number(text) <= MAX_EXEC_ID);
  if (!texts.some(isOut)) return;
  throw problemError("build/user", `uids and gids must be in range 0-${MAX_EXEC_ID}`, {
    next: "Use another ID for USER.",
  });
}

/** The user of USER, as runc's GetExecUser finds it: name or number, group, home, and supplementary groups. */
export function resolveExecUser(files: AccountFiles, text: string): ExecUser {
  const { user, group } = splitUser(text);
  checkExecIds(user, group);
  const wanted = user === "" ? "0" : user;
  const id = numericId(wanted);
  // A number is always an ID, even if a user has it as a name.
  const entry = usersIn(files).find(({ name, uid }) => (id === undefined ? name === wanted : uid === id));
  if (entry === undefined && id === undefined) throw unknownUser("user", user);
  const uid = entry?.uid ?? id ?? 0;
  const home = entry?.home || "/";
  const groups = groupsIn(files);
  if (group !== undefined && group !== "") {
    const groupId = numericId(group);
    const gid = groupId ?? groups.find(({ name }) => name === group)?.gid;
    if (gid === undefined) throw unknownUser("group", group);
    return { uid, gid, home, groups: [] };
  }
  const member = entry === undefined ? [] : groups.filter(({ members }) => members.includes(entry.name));
  return { uid, gid: entry?.gid ?? 0, home, groups: member.map(({ gid }) => gid) };
}
