import type { Problem } from "#contract/problem.ts";
import { getShare } from "../../api/shares.ts";
import { readStored, writeStored } from "../../lib/storage.ts";
import { resumeBuild } from "../build/build.ts";
import { useOpenWorkspace } from "./openWorkspace.ts";
import { enterResult } from "./shared.ts";
import { useWorkspace } from "./workspace.ts";

/** Share by workspace, oldest first. */
type Forks = Readonly<Record<string, string>>;

const KEY = "strata.forks";
const MOST = 20;
const isForks = (value: unknown): value is Forks =>
  typeof value === "object" && value !== null && Object.values(value).every((share) => typeof share === "string");

const forks = (): Forks => readStored(KEY, isForks) ?? {};

/** Until a workspace has a build of its own, it shows that of the share that it is a fork of. */
export function noteFork(workspace: string, share: string): void {
  const others = Object.entries(forks()).filter(([id]) => id !== workspace);
  writeStored(KEY, Object.fromEntries([...others.slice(1 - MOST), [workspace, share]]));
}

/**
 * Shows what came out of the files that are on the page: of their last build, or of the share that they are a fork of.
 * Returns why it is not shown.
 */
export async function showLastResult(): Promise<Problem | undefined> {
  const { lastBuild } = useWorkspace.getState().content;
  if (lastBuild !== undefined) return resumeBuild(lastBuild);
  const { id = "" } = useOpenWorkspace.getState();
  const share = forks()[id];
  const found = share === undefined ? undefined : await getShare(share);
  const isLate = useOpenWorkspace.getState().id !== id || useWorkspace.getState().content.lastBuild !== undefined;
  if (!found || isLate) return undefined;
  if (!found.ok) return found.problem;
  if (found.value.build === undefined) return undefined;
  enterResult(found.value.id, found.value.build);
  return resumeBuild(found.value.build.id);
}
