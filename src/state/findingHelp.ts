import type { Diagnostic, Fix, TextEdit } from "#contract/diagnostic.ts";
import { applyEdits } from "../lib/applyEdits.ts";
import { useAnalysis } from "./analysis.ts";
import { addNotice } from "./notices.ts";
import { typeText, useWorkspace } from "./workspace.ts";
import { findFile } from "./workspaceFiles.ts";

/** What a check is about. */
export interface CheckExplanation {
  readonly title: string;
  readonly why: string;
  /** Dockerfiles: one that it finds something in, and the same as it should be. */
  readonly bad: string;
  readonly good: string;
  /** The pages of the check, and of those that say the same. */
  readonly links: readonly { readonly code: string; readonly href: string }[];
}

export interface AboutFinding {
  /** None for what BuildKit rejects. */
  readonly explanation: CheckExplanation | undefined;
  /** What silences it, here and everywhere. */
  readonly silencing: readonly Fix[];
}

/** What the language core can do about findings. */
export interface FindingHelp {
  readonly about: (finding: Diagnostic, text: string) => Promise<AboutFinding>;
  /** Edits of the analyzed text that fix all that may be fixed unseen. */
  readonly fixAll: () => Promise<{ readonly edits: readonly TextEdit[]; readonly fixed: number }>;
}

let help: FindingHelp | undefined;

/** Call once: the language core lives with the editor, and others ask it through here. */
export function provideFindingHelp(given: FindingHelp): void {
  help = given;
}

/** Rejects where the language core fails. */
export async function aboutFinding(finding: Diagnostic): Promise<AboutFinding | undefined> {
  return help?.about(finding, useAnalysis.getState().text);
}

/** Makes one fix of a finding, and offers the way back. */
export function applyFix({ title, edits }: Fix): void {
  edit(edits, `${title}: done.`);
}

/** Fixes all findings that may be fixed unseen. */
export async function fixAllFindings(): Promise<void> {
  const { edits = [], fixed = 0 } = (await help?.fixAll()) ?? {};
  if (edits.length === 0) addNotice({ text: "Nothing could be fixed without a look at it." });
  else edit(edits, fixed === 1 ? "Fixed one finding." : `Fixed ${fixed} findings.`);
}

/** Edits hold for the text that was analyzed; one typed since then has another analysis in a moment. */
function edit(edits: readonly TextEdit[], said: string): void {
  const { files, settings } = useWorkspace.getState().content;
  const before = findFile(files, settings.dockerfile)?.text;
  if (before === undefined || before !== useAnalysis.getState().text) {
    addNotice({ text: "The Dockerfile has changed meanwhile. Try again." });
    return;
  }
  const after = applyEdits(before, edits);
  const change = (from: string, to: string) => {
    const { content } = useWorkspace.getState();
    if (findFile(content.files, settings.dockerfile)?.text === from) typeText(settings.dockerfile, to);
  };
  change(before, after);
  addNotice({ text: said, action: { label: "Undo", run: () => change(after, before) } });
}
