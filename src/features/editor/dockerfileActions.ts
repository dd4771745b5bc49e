import type { IRange, languages } from "monaco-editor/editor";
import type { Diagnostic, TextEdit } from "#contract/diagnostic.ts";
import { useAnalysis } from "../../state/language/analysis.ts";
import { fixAllFindings } from "../../state/language/findingHelp.ts";
import { askLanguageCore } from "../../state/language/languageCore.ts";
import { analyzeInput } from "../../state/language/startAnalysis.ts";
import { messages } from "./messages.ts";
import type { CodeEditor, Monaco, TextModel } from "./monacoApi.ts";
import { toMonacoRange } from "./positions.ts";

/** Actions for the findings at a place: fixes first, then fixes for all of their kind, then ways to silence them. */
export function registerDockerfileActions(monaco: Monaco): void {
  monaco.languages.registerCodeActionProvider("dockerfile", {
    provideCodeActions: async (model, range) => ({ actions: await actionsIn(monaco, model, range), dispose: () => {} }),
  });
}

/** In the editor's context menu and command palette. */
export function addFixAllAction(codeEditor: CodeEditor): void {
  codeEditor.addAction({
    id: "strata.fixAll",
    label: messages.fixAll,
    precondition: "editorLangId == dockerfile",
    run: () => fixAllFindings(),
  });
}

/** Findings of the Dockerfile that touch a range. */
export function findingsIn(monaco: Monaco, range: IRange): readonly Diagnostic[] {
  const { diagnostics } = useAnalysis.getState();
  return diagnostics.filter((one) => monaco.Range.areIntersectingOrTouching(toMonacoRange(one.range), range));
}

async function actionsIn(monaco: Monaco, model: TextModel, range: IRange): Promise<languages.CodeAction[]> {
  const touched = findingsIn(monaco, range);
  if (touched.length === 0) return [];
  const text = model.getValue();
  const [alike, silencing] = await Promise.all([
    fixesAlike(model, text, touched),
    askLanguageCore("ignore", { text, diagnostics: touched }),
  ]);
  const fixing = touched.flatMap(({ fixes = [] }) => fixes).map(({ title, edits }) => toAction(model, title, edits));
  return [...fixing, ...alike, ...silencing.map(({ title, edits }) => toAction(model, title, edits))];
}

/** For each check with findings here and elsewhere, a fix for all of them; and one for the whole file. */
async function fixesAlike(
  model: TextModel,
  text: string,
  touched: readonly Diagnostic[],
): Promise<languages.CodeAction[]> {
  const { diagnostics, text: analyzed } = useAnalysis.getState();
  // Edits belong to the analyzed text; a newer text is analyzed in a moment.
  if (analyzed !== text) return [];
  const withFix = diagnostics.filter(({ fixes = [] }) => fixes.length > 0);
  const codes = new Set(touched.map(({ code }) => code));
  const several = [...codes].filter((code) => withFix.filter((each) => each.code === code).length > 1);
  const input = { ...analyzeInput(), text, diagnostics };
  const alike = several.map(async (code) => {
    const { edits } = await askLanguageCore("fixAll", { ...input, code });
    return edits.length === 0 ? [] : [toAction(model, messages.fixAllOf(code), edits)];
  });
  const all = touched.some((each) => withFix.includes(each)) ? await askLanguageCore("fixAll", input) : undefined;
  const whole = all && all.fixed > 1 ? [toAction(model, messages.fixAll, all.edits)] : [];
  return [...(await Promise.all(alike)).flat(), ...whole];
}

function toAction(model: TextModel, title: string, edits: readonly TextEdit[]): languages.CodeAction {
  const versionId = model.getVersionId();
  return {
    title,
    kind: "quickfix",
    edit: {
      edits: edits.map(({ range, newText }) => ({
        resource: model.uri,
        versionId,
        textEdit: { range: toMonacoRange(range), text: newText },
      })),
    },
  };
}
