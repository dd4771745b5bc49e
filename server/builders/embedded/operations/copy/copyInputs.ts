import { maskCredentials } from "#contract/credentials.ts";
import type { CopyOperation } from "#dockerfile/steps/operation.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import type { BuildSession } from "../../session/buildSession.ts";
import type { StepTask } from "../../session/stepTask.ts";
import type { SourceTree } from "../../sources/sourceTree.ts";
import { resolveCommit } from "../git/fetchRepository.ts";
import { fetchUrl } from "./fetchUrl.ts";
import { selectionLines, selectSource } from "./selection.ts";

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

async function localInputs(session: BuildSession, task: StepTask, operation: CopyOperation): Promise<Input[]> {
  const paths = operation.sources.flatMap((source) => (source.kind === "path" ? [source.path] : []));
  if (paths.length === 0) return [];
  const view = await task.roots(operation.root);
  const { parents, excludes } = operation;
  const fact = digestOf(JSON.stringify(["files", view.key, paths, parents, excludes]));
  const known = session.cache.fact(fact);
  if (known !== undefined) return parseInputs(known);
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

/** Returns an input for remote content: a build fetches it, a plan assumes its last state. */
export type AskRemote = (name: string, fetch: () => Promise<string>) => Promise<string>;

/** What COPY and ADD depend on: the instruction, the files' content, owner, mode, and type, and downloads. */
export async function copyInputs(
  session: BuildSession,
  task: StepTask,
  operation: CopyOperation,
  ask: AskRemote = (_name, fetch) => fetch(),
): Promise<Input[]> {
  const { root: _root, ...written } = operation;
  const inputs: Input[] = [
    ["instruction", kept(JSON.stringify(written))],
    ...(await localInputs(session, task, operation)),
  ];
  for (const source of operation.sources) {
    if (source.kind === "git") {
      const name = kept(`repository ${source.url}`);
      const commitOf = async () => {
        const { commit, tag } = await resolveCommit(session, source);
        return [commit, tag ?? "", source.keepGitDir].join(" ");
      };
      inputs.push([name, await ask(name, commitOf)]);
    }
    if (source.kind === "url") {
      const name = kept(`download ${source.url}`);
      const contentOf = async () => {
        const { digest, name: file } = await fetchUrl(session, source.url, operation.checksum);
        return `${digest} ${file}`;
      };
      inputs.push([name, await ask(name, contentOf)]);
    }
  }
  return inputs;
}
