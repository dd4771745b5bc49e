import { problemError } from "#contract/problemError.ts";
import type { WorkdirOperation } from "#dockerfile/steps/operation.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { FileTree } from "#server/oci/store/fileTree.ts";
import { type Owner, resolveOwner } from "#server/rootfs/users.ts";
import { type DraftFile, ROOT_OWNER } from "../../files/draftFile.ts";
import { DraftPathError } from "../layer/draftPathError.ts";
import { LayerDraft } from "../layer/layerDraft.ts";

function folder(owner: Owner, mtime: number): DraftFile {
  return { type: "dir", mode: 0o755, ...owner, size: 0, mtime };
}

/** The folder of a WORKDIR and its missing parents; an empty draft if none is missing. */
export function makeWorkdir(store: BlobStore, tree: FileTree, operation: WorkdirOperation, now: number): LayerDraft {
  const draft = new LayerDraft(tree);
  const owner = operation.user === "" ? ROOT_OWNER : resolveOwner(store, tree, operation.user);
  try {
    const path = draft.rootPath(operation.path);
    const made = draft.mkdirAll(path, 0o755, owner, now);
    // Creating it changed the time of the folders above, which get the time of the build.
    if (made.length > 0) draft.put(path, folder(owner, operation.sourceDateEpoch ?? now));
  } catch (error) {
    if (!(error instanceof DraftPathError)) throw error;
    throw problemError("build/copy", error.problem.detail, {
      next: "Use another folder for WORKDIR, or remove the existing file first.",
    });
  }
  return draft;
}
