import type { Diagnostic, Fix, TextEdit } from "#contract/diagnostic.ts";
import type { AboutFinding } from "../../language/aboutFinding.ts";
import { askLanguage } from "../../language/askLanguage.ts";
import { applyEdits } from "../../lib/applyEdits.ts";
import { addNotice } from "../page/notices.ts";
import { typeText, useWorkspace } from "../workspace/workspace.ts";
import { findFile } from "../workspace/workspaceFiles.ts";
import { useAnalysis } from "./analysis.ts";
import { analyzeInput } from "./startAnalysis.ts";

export type { AboutFinding, CheckExplanation } from "../../language/aboutFinding.ts";

/** Rejects if the language core fails. */
export function aboutFinding(finding: Diagnostic): Promise<AboutFinding> {
  return askLanguage("about", { finding, text: useAnalysis.getState().text });
}

/** Makes one fix of a finding, and offers the way back. */
export function applyFix({ title, edits }: Fix): void {
  edit(edits, `${title}: done.`);
}

/** Fixes all findings that may be fixed unseen. */
export async function fixAllFindings(): Promise<void> {
  const { text, diagnostics } = useAnalysis.getState();
  const { edits, fixed } = await askLanguage("fixAll", { ...analyzeInput(), text, diagnostics });
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
