import { create } from "zustand";
import type { Typist } from "#contract/sharedText.ts";
import type { TextPlace } from "../../api/textSocket.ts";

interface Together {
  /** Whose text is edited together, as soon as the editor is there; undefined: nobody's. */
  readonly place: TextPlace | undefined;
  /** `over`: it can't go on in this tab, although the help goes on. */
  readonly phase: "off" | "connecting" | "on" | "over";
  /** Why it is over. */
  readonly end?: "elsewhere" | "refused" | "full";
  /** Counts the tries to begin. */
  readonly tries: number;
  /** Who else is there. */
  readonly others: readonly Typist[];
  /** The files that both can type in. */
  readonly paths: ReadonlySet<string>;
}

const OFF = { phase: "off", tries: 0, others: [], paths: new Set<string>() } as const;

/** Editing with somebody else. What does it is loaded when it is wanted: session.ts. */
export const useTogether = create<Together>(() => ({ place: undefined, ...OFF }));

/** Edits this text together from now on, or no text any more. */
export function wantTogether(place: TextPlace | undefined): void {
  if (JSON.stringify(place) === JSON.stringify(useTogether.getState().place)) return;
  useTogether.setState({ place, ...OFF, ...(place && { phase: "connecting" }) }, true);
}

/** Begins again in this tab after it was over. */
export function retryTogether(): void {
  useTogether.setState(({ place, tries }) => ({ place, ...OFF, phase: "connecting", tries: tries + 1 }), true);
}

/** Whether a teacher may type in a file of a learner whose page is there: it saves what both type. */
export const isSavedThere = (path: string): boolean =>
  isShared(path) && useTogether.getState().others.some(({ role }) => role === "learner");

/** Whether what is typed in a file goes to others, who show it at once. */
export const isShared = (path: string): boolean => useTogether.getState().paths.has(path);
