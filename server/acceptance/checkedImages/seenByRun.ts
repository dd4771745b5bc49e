import { isFolder, kindOf, type Name, type Tree } from "../imageChecker/merge.ts";

const LOOK = "/.look";

/** Instructions whose RUN lists every file of the image. */
export const LOOK_AROUND = `COPY --from=busybox /bin/busybox ${LOOK}/busybox
RUN ["${LOOK}/busybox", "find", "/", "-xdev", "-exec", "${LOOK}/busybox", "stat", "-c", "%n|%f|%s", "{}", "+"]
`;

/** What a RUN has besides the image. */
const OF_THE_SANDBOX = /^\/(?:\.look.*|proc|sys|dev|etc|etc\/(?:hosts|resolv\.conf|hostname))?\|/;
const REGULAR = 0o100000;
/** A device is an empty file in a RUN. */
const TYPES = {
  ...{ file: REGULAR, char: REGULAR, block: REGULAR, hardlink: REGULAR },
  ...{ dir: 0o040000, symlink: 0o120000, fifo: 0o010000 },
};
const FOLDER = /(\|4[0-9a-f]{3}\|)\d+$/;

/** The output of `LOOK_AROUND` for the image: a line with the type, the mode, and the size of each file. */
export function seenByRun(log: string): string[] {
  const lines = log.split("\n").filter((line) => line.startsWith("/"));
  // The size of a folder depends on the file system, and the log can't have names that are not text.
  return ofTheImage(lines.map((line) => line.replace(FOLDER, "$1"))).filter((line) => !line.includes("\uFFFD"));
}

/** What it should print. */
export function toBeSeen(tree: Tree): string[] {
  return ofTheImage([...tree].filter(([path]) => path.isWellFormed()).map(([path, name]) => lineOf(path, name)));
}

function ofTheImage(lines: readonly string[]): string[] {
  return lines.filter((line) => !OF_THE_SANDBOX.test(line)).sort();
}

function lineOf(path: string, name: Name): string {
  const { item } = name.stored;
  const kind = kindOf(name);
  const mode = TYPES[kind] + (kind === "symlink" ? 0o777 : (item?.mode ?? 0o755));
  const size = kind === "symlink" ? Buffer.byteLength(item?.link ?? "") : (item?.content.size ?? 0);
  return `/${path}|${mode.toString(16)}|${isFolder(name) ? "" : size}`;
}
