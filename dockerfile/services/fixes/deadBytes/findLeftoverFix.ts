import type { LeftoverCode } from "#contract/imageLeftovers.ts";
import type { Dockerfile } from "../../../instructions/parseDockerfile.ts";
import type { Bash } from "../../../shell/shellScript.ts";
import { contextCopy, readContextPaths, sourcesOf } from "./copiedPaths.ts";
import type { DeadFix, LeftoverFixRequest } from "./deadFix.ts";
import { isNeededElsewhere, PATTERN } from "./ignoreFix.ts";
import { type Placed, placeAll } from "./statementPair.ts";

/** What tools fill again when it is empty. */
const CACHES: ReadonlySet<LeftoverCode> = new Set([
  "apt-lists",
  "apt-archives",
  "apk-cache",
  "rpm-cache",
  "pip-cache",
  "npm-cache",
  "yarn-cache",
  "go-cache",
  "cargo-cache",
]);
/** What a COPY should not bring. Files that a program may read are for their author to judge. */
const UNWANTED: ReadonlySet<LeftoverCode> = new Set([...CACHES, "git-folder", "orphan-bytecode"]);

/** A mount belongs to root: in somebody else's home, the tool could not write to it. */
const MOUNTABLE = /^\/(?:root|var|usr|go|etc)\/[\w./@-]+$/;

/** The fix for a path that a line stores and the image does not need; undefined if there is none that is safe. */
export function findLeftoverFix(request: LeftoverFixRequest, dockerfile: Dockerfile, bash: Bash): DeadFix | undefined {
  const all = placeAll(dockerfile, bash);
  const index = all.findIndex(
    ({ statement: { range } }) => range.start.line <= request.storedAt && request.storedAt <= range.end.line,
  );
  const stored = all[index];
  if (stored === undefined) return undefined;
  return cacheMount(request, stored, all.slice(index + 1)) ?? ignored(request, stored, all);
}

function cacheMount(
  { code, path }: LeftoverFixRequest,
  { instruction, run }: Placed,
  later: readonly Placed[],
): DeadFix | undefined {
  if (instruction.name !== "RUN" || run?.onbuild || !CACHES.has(code) || !MOUNTABLE.test(path)) return undefined;
  const isMounted = instruction.mounts.some(({ options: { target, dst, destination } }) =>
    [target, dst, destination].some((at) => at !== undefined && `${path}/`.startsWith(at.replace(/\/*$/, "/"))),
  );
  // A later step would find the lists empty.
  if (isMounted || (code === "apt-lists" && later.some(usesApt))) return undefined;
  // Two builds at once would break each other's package database.
  const sharing = code.startsWith("apt-") ? ",sharing=locked" : "";
  const { end } = instruction.keyword.range;
  const newText = ` --mount=type=cache,target=${path}${sharing}`;
  return { kind: "cache-mount", edits: [{ range: { start: end, end }, newText }], target: path };
}

function usesApt({ run }: Placed): boolean {
  return run?.script.commands.some(({ name }) => name === "apt-get" || name === "apt") ?? false;
}

function ignored({ code, path, contextPaths }: LeftoverFixRequest, stored: Placed, all: readonly Placed[]) {
  const copy = contextCopy(stored);
  if (copy === undefined || !UNWANTED.has(code)) return undefined;
  const found = sourcesOf(path, copy, readContextPaths(contextPaths));
  const paths = found.flatMap((one) => (one.path === one.source.path || PATTERN.test(one.path) ? [] : [one.path]));
  if (paths.length === 0 || paths.length < found.length || isNeededElsewhere(paths, { all, stored })) return undefined;
  return { kind: "ignore" as const, edits: [], ignored: paths };
}
