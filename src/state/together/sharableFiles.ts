import { MAX_SHARED_FILES, MAX_SHARED_LENGTH, MAX_SHARED_TOTAL } from "#contract/sharedText.ts";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { withLineFeeds } from "./lineFeedText.ts";

/** The texts that are shared, by path: the Dockerfile first, then as many as there is room for. */
export function sharableFiles({ files, settings }: WorkspaceContent): ReadonlyMap<string, string> {
  const first = files.filter(({ path }) => path === settings.dockerfile);
  const shared = new Map<string, string>();
  let total = 0;
  for (const { kind, path, text = "" } of [...first, ...files]) {
    if (kind !== "text" || shared.has(path) || text.length > MAX_SHARED_LENGTH) continue;
    if (shared.size >= MAX_SHARED_FILES || total + text.length > MAX_SHARED_TOTAL) continue;
    shared.set(path, withLineFeeds(text));
    total += text.length;
  }
  return shared;
}
