import { onTestFinished } from "vitest";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { temporaryStore } from "#server/oci/store/storeFixture.ts";
import { shareableWorkspace } from "./shareableWorkspace.ts";
import { ShareDraft } from "./shareDraft.ts";
import { openShareStore, type ShareStore, type ShareStoreOptions } from "./shareStore.ts";

export const DAY = 86_400_000;

/** For tests: a workspace with this Dockerfile. */
export function workspaceOf(text: string, files: WorkspaceContent["files"] = []): WorkspaceContent {
  return {
    name: "hello",
    files: [{ path: "Dockerfile", kind: "text", mode: 0o644, text, size: text.length }, ...files],
    settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
  };
}

/** For tests: an empty store of shares whose clock the test sets. */
export function temporaryShares(options: Partial<ShareStoreOptions> = {}) {
  const { dir, blobs } = temporaryStore();
  const clock = { now: 1_000_000 };
  const shares: ShareStore = openShareStore({
    dir,
    blobs,
    maxBytes: 10_000,
    maxTotalBytes: 1_000_000,
    days: 0,
    now: () => clock.now,
    ...options,
  });
  onTestFinished(() => shares.close());
  const draftOf = (content: WorkspaceContent) => new ShareDraft(blobs, shares.maxBytes, shareableWorkspace(content));
  const share = (owner: string, content: WorkspaceContent) => shares.put(owner, draftOf(content).manifest());
  return { dir, blobs, shares, clock, draftOf, share };
}
