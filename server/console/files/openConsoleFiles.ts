import { folderOf } from "#contract/contextPath.ts";
import { problemError } from "#contract/problemError.ts";
import type { WorkspaceFile } from "#contract/workspace.ts";
import { DEFAULT_MODE, putFiles } from "#contract/workspaceFiles.ts";
import { type ConsoleFiles, FAULT_WORDS } from "../command/consoleFiles.ts";
import type { ConsoleServices } from "../command/consoleServices.ts";
import type { FileTree } from "./fileTree.ts";
import { storeContent } from "./storeContent.ts";
import { alwaysStale, MOST_RETRIES, type WorkspaceView } from "./workspaceView.ts";

const TEXT_LIMIT = 1_000_000;

/** The files of a workspace, with paths against `folder`. */
export function openConsoleFiles(
  services: ConsoleServices,
  owner: string,
  view: WorkspaceView,
  folder: string,
): ConsoleFiles {
  const read = (file: WorkspaceFile): AsyncIterable<Uint8Array> =>
    file.blob === undefined ? inOne(file.text ?? "") : services.blobs.readStream(file.blob);

  return {
    list: async () => (await view.read()).tree.files,
    settings: async () => (await view.read()).settings,
    resolve: async (typed) => (await view.read()).tree.resolve(folder, typed),
    names: async (path) => (await view.read()).tree.names(path),
    read,
    async text(file, limit = TEXT_LIMIT) {
      if (file.size > limit) return undefined;
      const chunks: Uint8Array[] = [];
      for await (const chunk of read(file)) chunks.push(chunk);
      return Buffer.concat(chunks).toString("utf8");
    },
    async write(path, content, mode) {
      checkPlace((await view.read()).tree, path);
      const stored = await storeContent(services, owner, { path, mode: mode ?? DEFAULT_MODE, content });
      await view.edit((tree) => {
        checkPlace(tree, path);
        return putFiles(tree.files, [{ ...stored, mode: mode ?? tree.file(path)?.mode ?? DEFAULT_MODE }]);
      });
    },
    async append(path, content) {
      const added = await storeContent(services, owner, { path, mode: DEFAULT_MODE, content });
      let isDone = false;
      for (let attempt = 0; !isDone; attempt++) {
        if (attempt > MOST_RETRIES) throw alwaysStale();
        const { tree } = await view.read();
        checkPlace(tree, path);
        const before = tree.file(path);
        const whole = before === undefined ? read(added) : chained(read(before), read(added));
        const mode = before?.mode ?? DEFAULT_MODE;
        const stored = await storeContent(services, owner, { path, mode, content: whole });
        // What was saved meanwhile is not overwritten: the addition goes to its end.
        await view.edit((now) => {
          const file = now.file(path);
          isDone = file?.text === before?.text && file?.blob === before?.blob;
          return isDone ? putFiles(now.files, [stored]) : undefined;
        });
      }
    },
    edit: (change) => view.edit(({ files }) => change(files)),
  };
}

/** Throws `context/path` if no file can be there. */
function checkPlace(tree: FileTree, path: string): void {
  if (tree.isFolder(path)) throw problemError("context/path", `${path}: ${FAULT_WORDS["is-folder"]}.`);
  for (let above = folderOf(path); above !== ""; above = folderOf(above)) {
    if (tree.file(above) !== undefined) throw problemError("context/path", `${above}: ${FAULT_WORDS["not-folder"]}.`);
  }
}

async function* chained(...parts: readonly AsyncIterable<Uint8Array>[]): AsyncGenerator<Uint8Array, void> {
  for (const part of parts) yield* part;
}

async function* inOne(text: string): AsyncGenerator<Uint8Array, void> {
  if (text !== "") yield Buffer.from(text);
}
