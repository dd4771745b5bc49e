import { maskCredentials } from "#contract/credentials.ts";
import type { CopyOperation, CopySourcePlan } from "#dockerfile/steps/operation.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { selectionLines, selectSource } from "../files/selection.ts";
import type { SourceTree } from "../files/sourceTree.ts";
import type { CacheSession } from "./cacheSession.ts";
import type { InputTask } from "./inputTask.ts";

/** Up to this many files are named one by one, so that a miss can say which one changed. */
const MAX_NAMED = 2000;

type Input = [string, string];

function fileInputs(tree: SourceTree, path: string, operation: CopyOperation): Input[] {
  const { matches, includes } = selectSource(tree, path, operation);
  return matches.flatMap((match) =>
    Array.from(selectionLines(match.node, "", includes), ({ path: inner, value }): Input => {
      const shown = inner === "" ? match.path : match.path === "" ? inner : `${match.path}/${inner}`;
      // The attributes of the source folder itself are not copied.
      const isTop = inner === "" && match.node.file.type === "dir";
      return [`file ${shown === "" ? "." : shown}`, isTop ? "folder" : value];
    }),
  );
}

function parseInputs(text: string): Input[] {
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) throw new Error("a kept selection of files is damaged");
  return parsed.map(([name, value]): Input => [String(name), String(value)]);
}

async function localInputs(session: CacheSession, task: InputTask, operation: CopyOperation): Promise<Input[]> {
  const paths = operation.sources.flatMap((source) => (source.kind === "path" ? [source.path] : []));
  if (paths.length === 0) return [];
  const view = await task.roots(operation.root);
  const { parents, excludes } = operation;
  const fact = digestOf(JSON.stringify(["files", view.key, paths, parents, excludes]));
  const known = session.cache.fact(fact);
  if (known !== undefined) return parseInputs(known);
  // Only the builder has these files: all of them count, by what made them.
  if (view.source === undefined) return [["files", view.key]];
  const tree = view.source();
  const named = paths.flatMap((path) => fileInputs(tree, path, operation));
  const inputs: Input[] = named.length <= MAX_NAMED ? named : [["files", digestOf(JSON.stringify(named))]];
  session.cache.setFact(fact, JSON.stringify(inputs));
  return inputs;
}

/** Inputs are stored in the cache: a password is replaced by its digest, to see whether it changed. */
function kept(text: string): string {
  const shown = maskCredentials(text);
  return shown === text ? text : `${shown} ${digestOf(text).slice(0, 23)}`;
}

/** What COPY and ADD take from elsewhere. */
export type RemoteSource = Extract<CopySourcePlan, { kind: "url" | "git" }>;

/** Returns an input for remote content: a build fetches it, a forecast assumes its last state. `name` is the input's. */
export type AskRemote = (name: string, source: RemoteSource, operation: CopyOperation) => Promise<string>;

/** What COPY and ADD depend on: the instruction, the files' content, owner, mode, and type, and downloads. */
export async function copyInputs(
  session: CacheSession,
  task: InputTask,
  operation: CopyOperation,
  ask: AskRemote,
): Promise<Input[]> {
  const { root: _root, ...written } = operation;
  const inputs: Input[] = [
    ["instruction", kept(JSON.stringify(written))],
    ...(await localInputs(session, task, operation)),
  ];
  for (const source of operation.sources) {
    if (source.kind !== "git" && source.kind !== "url") continue;
    const name = kept(`${source.kind === "git" ? "repository" : "download"} ${source.url}`);
    inputs.push([name, await ask(name, source, operation)]);
  }
  return inputs;
}
