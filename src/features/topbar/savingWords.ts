import type { WorkspaceState } from "../../state/workspace/workspaceSaving.ts";

export interface SavingWords {
  readonly text: string;
  /** The whole story, for the tooltip. */
  readonly detail: string;
  readonly tone: "quiet" | "warning";
}

/** What stands beside the workspace's name. */
export function savingWords(state: WorkspaceState): SavingWords {
  if (state.phase === "loading") return { text: "loading", detail: "The workspace is being loaded.", tone: "quiet" };
  const { saving } = state;
  switch (saving.kind) {
    case "saved":
      return { text: "saved", detail: "Everything you typed is saved.", tone: "quiet" };
    case "unsaved":
    case "saving":
      return { text: "saving", detail: "What you typed is being saved.", tone: "quiet" };
    case "offline":
      return {
        text: "offline, kept in this browser",
        detail: `${saving.problem.detail} What you type is kept in this browser and saved when the server is back.`,
        tone: "warning",
      };
    case "refused":
      return { text: "not saved", detail: `${saving.problem.title}. ${saving.problem.detail}`, tone: "warning" };
    case "conflict":
      return {
        text: "changed in two tabs",
        detail: "Another tab changed the same files. Choose which version to keep.",
        tone: "warning",
      };
  }
}
