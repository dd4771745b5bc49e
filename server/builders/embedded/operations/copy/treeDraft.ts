import { folderOf } from "#contract/contextPath.ts";
import { emptyTree } from "#server/oci/store/fileTree.ts";
import { ROOT_OWNER } from "../../../files/draftFile.ts";
import type { FoundSource, SourceNode } from "../../../files/sourceTree.ts";
import { LayerDraft } from "../../layer/layerDraft.ts";

/** A file or a folder with its content, at its own path, as a layer over nothing; all attributes kept. */
export function treeDraft({ path, node }: FoundSource): LayerDraft {
  const draft = new LayerDraft(emptyTree());
  draft.mkdirAll(folderOf(path), 0o755, ROOT_OWNER, 0);
  const put = (at: string, inner: SourceNode) => {
    draft.put(at, inner.file);
    for (const child of inner.children() ?? []) put(at === "" ? child.name : `${at}/${child.name}`, child);
  };
  put(path, node);
  return draft;
}
