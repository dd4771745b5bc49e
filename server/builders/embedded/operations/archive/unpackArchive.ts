import { folderOf } from "#contract/contextPath.ts";
import { ProblemError, problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import { fileOfEntry, ROOT_OWNER } from "../../../files/draftFile.ts";
import type { DraftTarget } from "../../layer/draftTarget.ts";
import type { LayerDraft } from "../../layer/layerDraft.ts";
import { type Archive, brokenArchive } from "./archiveOf.ts";

/**
 * Puts an archive's members into a folder. Symlinks on the way are followed as if that were the root, as Docker does:
 * an absolute one begins there, and one that climbs out is a mistake.
 * Folders that the archive does not name itself are root's, whatever `--chown` says.
 */
export function unpackArchive(blobs: BlobStore, archive: Archive, rules: DraftTarget, destination: string): void {
  const { draft, owner = ROOT_OWNER, now } = rules;
  const base = draft.rootPath(destination);
  draft.mkdirAll(base, 0o755, owner, now);
  const folders = new Map<string, number>();
  for (const entry of archiveEntries(blobs, archive)) {
    if (entry.path === "") continue;
    const path = placeOf(draft, base, entry.path);
    draft.mkdirAll(folderOf(path), 0o755, ROOT_OWNER, now);
    if (entry.type === "hardlink") linkMember(rules, entry, path, base);
    else draft.put(path, { ...fileOfEntry(entry, archive.tar), ...rules.owner }, now);
    if (entry.type === "dir") folders.set(path, entry.mtime);
  }
  // What came later changed their time.
  for (const [path, mtime] of folders) {
    const there = draft.lstat(path);
    if (there?.type === "dir") draft.put(path, { ...there, mtime });
  }
}

/** Where a member of the archive goes: symlinks on the way are followed, but not one under its own name. */
function placeOf(draft: LayerDraft, base: string, member: string): string {
  const folder = draft.pathWithin(base, folderOf(member));
  const name = member.slice(member.lastIndexOf("/") + 1);
  return folder === "" ? name : `${folder}/${name}`;
}

/** A hard link's own header sets owner, mode and time of the file it shares. */
function linkMember({ draft, owner, now }: DraftTarget, member: LayerEntry, path: string, base: string): void {
  const target = placeOf(draft, base, member.linkTarget ?? "");
  if (target === path || !draft.link(path, target, now)) {
    throw problemError("build/copy", `link /${target} /${path}: no such file or directory`, {
      next: "A hard link in the archive points to a file that is neither earlier in the archive nor in the image. Create the archive again.",
    });
  }
  const { mode, uid, gid, mtime } = { ...member, ...owner };
  if (draft.lstat(path)?.type === "file") draft.change(path, { mode, uid, gid, mtime });
}

function archiveEntries(blobs: BlobStore, { name, tar }: Archive): readonly LayerEntry[] {
  try {
    return indexLayer(blobs, tar).filter((entry) => entry.whiteout === undefined);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const why = error.cause instanceof Error ? error.cause.message : error.problem.detail;
    throw brokenArchive(name, why, error);
  }
}
