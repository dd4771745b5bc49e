import type { WorkspaceState } from "../../state/workspace/workspaceSaving.ts";
import { messages as texts } from "./messages.ts";

const messages = texts.saving;

export interface SavingWords {
  readonly text: string;
  /** Details for the tooltip. */
  readonly detail: string;
  readonly tone: "quiet" | "warning";
}

/** The save status beside the workspace name. */
export function savingWords(state: WorkspaceState, isShared = false): SavingWords {
  if (state.phase === "loading") return { ...messages.loading, tone: "quiet" };
  const { saving } = state;
  switch (saving.kind) {
    case "saved":
      if (isShared) return { ...messages.shared, tone: "quiet" };
      return { ...messages.saved, tone: "quiet" };
    case "unsaved":
    case "saving":
      return { ...messages.saving, tone: "quiet" };
    case "offline":
      return {
        text: messages.offline.text,
        detail: messages.offline.detail(saving.problem.detail),
        tone: "warning",
      };
    case "refused":
      return {
        text: messages.refused.text,
        detail: `${saving.problem.title}. ${saving.problem.detail}`,
        tone: "warning",
      };
    case "conflict":
      return { ...messages.conflict, tone: "warning" };
  }
}
