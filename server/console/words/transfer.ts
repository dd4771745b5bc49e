import { type Files, isWithin, putFiles, removePaths } from "#contract/workspaceFiles.ts";
import type { ResolvedPath } from "../command/consoleFiles.ts";
import { FileTree } from "../files/fileTree.ts";
import { joinPath } from "../files/joinPath.ts";
import { faultOf, faultWords, quoted, tell } from "./fileFaults.ts";
import type { WordContext } from "./word.ts";

/** Of `cp` and `mv`: something that exists, and the path where it goes. */
export interface Transfer {
  readonly name: string;
  readonly from: Extract<ResolvedPath, { readonly kind: "file" | "folder" }>;
  readonly to: string;
}

/** What becomes of one source. */
type Change = { readonly removes: boolean } | Fault;

interface Fault {
  readonly fault: string;
}

/** Does `change` for each source, into the last argument if that is a folder. Resolves to the exit code. */
export async function transferAll(
  word: "cp" | "mv",
  args: readonly string[],
  context: WordContext,
  change: (tree: FileTree, transfer: Transfer) => Change,
): Promise<number> {
  const target = args.at(-1);
  if (target === undefined) return tell(context, word, ["missing file operand"]);
  if (args.length === 1) return tell(context, word, [`missing destination file operand after ${quoted(target)}`]);
  let faults: string[] = [];
  await context.files.edit((files) => {
    faults = [];
    const tree = new FileTree(files);
    const [put, removed]: [Files[], string[]] = [[], []];
    const made = new Set<string>();
    for (const name of args.slice(0, -1)) {
      const planned = plan(word, tree, context.folder, name, target, args.length > 2);
      const outcome = "fault" in planned ? planned : decide(planned, made, change(tree, planned));
      if ("fault" in outcome) {
        faults.push(outcome.fault);
        continue;
      }
      made.add(outcome.to);
      put.push(atNewPlace(files, outcome));
      if (outcome.removes) removed.push(outcome.from.path);
    }
    return putFiles(removePaths(files, removed).files, put.flat());
  });
  return tell(context, word, faults);
}

function decide(
  transfer: Transfer,
  made: ReadonlySet<string>,
  change: Change,
): (Transfer & { readonly removes: boolean }) | Fault {
  if ("fault" in change) return change;
  const { name, to } = transfer;
  if (made.has(to)) return { fault: `will not overwrite just-created ${quoted(to)} with ${quoted(name)}` };
  return { ...transfer, removes: change.removes };
}

function plan(
  word: "cp" | "mv",
  tree: FileTree,
  folder: string,
  name: string,
  target: string,
  isSeveral: boolean,
): Transfer | Fault {
  const from = tree.resolve(folder, name);
  if (from.kind !== "file" && from.kind !== "folder") return { fault: `cannot stat ${quoted(name)}: ${faultOf(from)}` };
  const into = tree.resolve(folder, target);
  if (into.kind !== "folder" && isSeveral)
    return { fault: `target ${quoted(target)}: ${faultOf(into) ?? faultWords("not-folder")}` };
  const verb = word === "cp" ? "create regular file" : "move";
  if (into.kind === "invalid" || (into.kind === "absent" && !into.hasParent)) {
    const what = word === "cp" ? quoted(target) : `${quoted(name)} to ${quoted(target)}`;
    return { fault: `cannot ${verb} ${what}: ${faultOf(into)}` };
  }
  if (into.kind === "absent" && target.endsWith("/") && from.kind === "file") {
    return { fault: `cannot ${verb} ${quoted(target)}: ${faultWords("not-folder")}` };
  }
  const to = into.kind === "folder" ? joinPath(into.path, from.path.slice(from.path.lastIndexOf("/") + 1)) : into.path;
  const fault = clash(word, tree, from, to, name, target);
  return fault === undefined ? { name, from, to } : { fault };
}

/** Why the source can't become what is at its new place. */
function clash(
  word: string,
  tree: FileTree,
  from: Transfer["from"],
  to: string,
  name: string,
  target: string,
): string | undefined {
  if (from.path === to) return `${quoted(name)} and ${quoted(target)} are the same file`;
  if (from.path === "" || to.startsWith(`${from.path}/`)) {
    return word === "cp"
      ? `cannot copy a directory, ${quoted(name)}, into itself, ${quoted(target)}`
      : `cannot move ${quoted(name)} to a subdirectory of itself, ${quoted(target)}`;
  }
  if (from.kind === "folder" && tree.file(to) !== undefined) {
    return `cannot overwrite non-directory ${quoted(to)} with directory ${quoted(name)}`;
  }
  if (from.kind === "file" && tree.isFolder(to)) return `cannot overwrite directory ${quoted(to)} with non-directory`;
  return undefined;
}

/** The files of a source, as they are called at its new place. */
function atNewPlace(files: Files, { from, to }: Transfer): Files {
  if (from.kind === "file") return [{ ...from.file, path: to }];
  return files
    .filter(({ path }) => path === from.path || isWithin(path, from.path))
    .map((file) => ({ ...file, path: to + file.path.slice(from.path.length) }));
}
