import { readStored, tabPlace, writeStored } from "../../lib/storage.ts";
import type { Draft } from "./workspaceSaving.ts";

/** A draft that the page kept as it was closed or reloaded. */
interface HeldDraft {
  /** A duplicated tab has a copy of what this one stores. */
  readonly tab: string;
  /** When it was kept, milliseconds since the epoch. */
  readonly at: number;
  readonly draft: Draft;
}

const keyOf = (workspace: string): string => `strata.draft.${workspace}`;

const isHeld = (value: unknown): value is HeldDraft =>
  typeof value === "object" && value !== null && "tab" in value && "at" in value && "draft" in value;

/**
 * Keeps a draft until the next page of the tab, at once: a page that is being reloaded may not live until the browser's
 * database has it. A large one does not fit.
 */
export function holdDraft(tab: string, workspace: string, draft: Draft): void {
  if (!writeStored(keyOf(workspace), { tab, at: Date.now(), draft }, tabPlace)) dropHeld(workspace);
}

/** What this tab held of a workspace. */
export function heldDraft(tab: string, workspace: string): HeldDraft | undefined {
  const held = readStored(keyOf(workspace), isHeld, tabPlace);
  return held?.tab === tab ? held : undefined;
}

export function dropHeld(workspace: string): void {
  try {
    tabPlace().removeItem(keyOf(workspace));
  } catch {
    // Without storage, nothing was held.
  }
}
