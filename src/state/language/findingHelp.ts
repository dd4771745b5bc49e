import type { Diagnostic, Fix, TextEdit } from "#contract/diagnostic.ts";
import { findFile } from "#contract/workspaceFiles.ts";
import type { AboutFinding } from "../../language/aboutFinding.ts";
import { askLanguage } from "../../language/askLanguage.ts";
import { applyEdits } from "../../lib/applyEdits.ts";
import { addNotice } from "../page/notices.ts";
import { typeText, useWorkspace } from "../workspace/workspace.ts";
import { useAnalysis } from "./analysis.ts";
import { messages } from "./messages.ts";
import { analyzeInput } from "./startAnalysis.ts";

export type { AboutFinding, CheckExplanation } from "../../language/aboutFinding.ts";

/** Rejects if the language core fails. */
export function aboutFinding(finding: Diagnostic): Promise<AboutFinding> {
  return askLanguage("about", { finding, text: useAnalysis.getState().text });
}

/** Applies one fix of a finding, and offers Undo. */
export function applyFix({ title, edits }: Fix): void {
  edit(edits, messages.applied(title));
}

/** Fixes all findings with a safe fix. */
export async function fixAllFindings(): Promise<void> {
  const { text, diagnostics } = useAnalysis.getState();
  const { edits, fixed } = await askLanguage("fixAll", { ...analyzeInput(), text, diagnostics });
  if (edits.length === 0) addNotice({ text: messages.nothingSafe });
  else edit(edits, messages.fixed(fixed));
}

/** Edits belong to the analyzed text; a newer text will be analyzed in a moment. */
function edit(edits: readonly TextEdit[], said: string): void {
  const { files, settings } = useWorkspace.getState().content;
  const before = findFile(files, settings.dockerfile)?.text;
  if (before === undefined || before !== useAnalysis.getState().text) {
    addNotice({ text: messages.changedMeanwhile });
    return;
  }
  const after = applyEdits(before, edits);
  const change = (from: string, to: string) => {
    const { content } = useWorkspace.getState();
    if (findFile(content.files, settings.dockerfile)?.text === from) typeText(settings.dockerfile, to);
  };
  change(before, after);
  addNotice({ text: said, action: { label: messages.undo, run: () => change(after, before) } });
}
