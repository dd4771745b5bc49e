import { pathAdvice } from "#contract/failureAdvice.ts";
import { problemError } from "#contract/problemError.ts";
import { nearestPath } from "#dockerfile/stages/nearestPath.ts";
import type { CopyOperation, GitSource } from "#dockerfile/steps/operation.ts";
import { absolutePath } from "#dockerfile/steps/stageState.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { matcherOf } from "./patterns.ts";
import type { SourceNode, SourceTree } from "./sourceTree.ts";
import { containsWildcards, type Match, resolveSource } from "./wildcards.ts";

/** What one source of COPY or ADD matches, and which paths below it belong to the copy. */
export interface Selection {
  readonly matches: readonly Match[];
  readonly includes: (path: string) => boolean;
}

/** Most paths searched for a similar name. */
const MAX_LOOKED_AT = 5000;

/** The paths of a tree, those near the root first. */
function pathsOf({ root }: SourceTree): readonly string[] {
  const paths: string[] = [];
  const folders = [{ node: root, path: "" }];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    for (const node of folder.node.children() ?? []) {
      const path = folder.path === "" ? node.name : `${folder.path}/${node.name}`;
      if (paths.push(path) === MAX_LOOKED_AT) return paths;
      if (node.file.type === "dir") folders.push({ node, path });
    }
  }
  return paths;
}

function missing(tree: SourceTree, path: string, operation: CopyOperation) {
  const shown = absolutePath("/", path);
  const near = nearestPath(shown.slice(1), pathsOf(tree));
  const meant = near === undefined ? "" : `Did you mean ${JSON.stringify(near)}? `;
  const advice = pathAdvice(operation.root.kind === "context" ? "context" : "source");
  return problemError("build/source-missing", `${JSON.stringify(shown)}: not found`, {
    next: `${meant}${advice}`,
  });
}

/** `--parents`: the part before `/./` is left out of the destination; everything after it is a pattern below it. */
function selectWithParents(tree: SourceTree, path: string, operation: CopyOperation): Selection {
  const pivot = path.indexOf("/./");
  const base = pivot < 0 ? "" : path.slice(0, pivot);
  const pattern = (pivot < 0 ? path : path.slice(pivot + 3)).split("/").filter((part) => part !== "" && part !== ".");
  const wanted = pattern.join("/");
  if (!containsWildcards(path) && tree.lookup(`${base}/${wanted}`) === undefined) throw missing(tree, path, operation);
  const matches = resolveSource(tree, base);
  if (matches === undefined) throw missing(tree, base, operation);
  if (wanted === "") return { matches, includes: excluding(operation) };
  const included = matcherOf([wanted]);
  const kept = excluding(operation);
  return { matches, includes: (inner) => included(inner) && kept(inner) };
}

function excluding(operation: CopyOperation): (path: string) => boolean {
  if (operation.excludes.length === 0) return () => true;
  const excluded = matcherOf(operation.excludes);
  return (path) => !excluded(path);
}

/** Finds a source in its tree. Throws a ProblemError if it is missing. */
export function selectSource(tree: SourceTree, path: string, operation: CopyOperation): Selection {
  if (operation.parents) return selectWithParents(tree, path, operation);
  const matches = resolveSource(tree, path);
  if (matches === undefined) throw missing(tree, path, operation);
  return { matches, includes: excluding(operation) };
}

/** The folder of a repository that an ADD copies completely. Throws a ProblemError if there is none. */
export function selectRepository(tree: SourceTree, source: GitSource, operation: CopyOperation): Selection {
  const { subdir } = source.address;
  const found = tree.lookup(subdir);
  if (found?.node.file.type !== "dir") {
    throw problemError("build/source-missing", `invalid subdir /${subdir}: no such folder in the repository`, {
      next: "Check the name of the folder in the repository, at this ref.",
    });
  }
  return { matches: [{ ...found, base: "" }], includes: excluding(operation) };
}

/** One line for each file: what a copy of it depends on, without its time. Folders before their content. */
export function* selectionLines(
  node: SourceNode,
  path: string,
  includes: (path: string) => boolean,
): Generator<{ path: string; value: string }> {
  const { type, mode, uid, gid, linkTarget = "", devMajor = 0, devMinor = 0 } = node.file;
  if (path === "" || includes(path)) {
    const content = type === "file" ? node.digest() : "";
    yield { path, value: [type, mode.toString(8), uid, gid, linkTarget, devMajor, devMinor, content].join(" ") };
  }
  for (const child of node.children() ?? []) {
    yield* selectionLines(child, path === "" ? child.name : `${path}/${child.name}`, includes);
  }
}

export function selectionDigest(matches: readonly Match[], includes: (path: string) => boolean): string {
  const lines = matches.flatMap((match) =>
    Array.from(selectionLines(match.node, "", includes), ({ path, value }) => `${match.base}/${path} ${value}`),
  );
  return digestOf(lines.join("\n"));
}
