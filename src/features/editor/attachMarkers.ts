import type { editor } from "monaco-editor/editor";
import type { Diagnostic, Severity } from "#contract/diagnostic.ts";
import { useAnalysis } from "../../state/language/analysis.ts";
import { listedProblem } from "../../state/language/listedProblem.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import type { EditorModels } from "./editorModels.ts";
import type { Detach, Monaco, TextModel } from "./monacoApi.ts";
import { toMonacoRange } from "./positions.ts";

/** Underlines the findings in the Dockerfile, and the instruction that failed the build. */
export function attachMarkers(monaco: Monaco, models: EditorModels): Detach {
  let marked: { readonly model: string; readonly diagnostics: readonly Diagnostic[] } | undefined;
  let failed = "";
  // Links change with every keystroke. The many findings are not touched then: the failure has its own marker owner.
  const mark = () => {
    const model = models.modelOf(useWorkspace.getState().content.settings.dockerfile);
    if (!model) return;
    const { diagnostics } = useAnalysis.getState();
    if (marked?.model !== model.id || marked.diagnostics !== diagnostics) {
      marked = { model: model.id, diagnostics };
      const markers = diagnostics.map((diagnostic) => toMarker(monaco, diagnostic));
      monaco.editor.setModelMarkers(model, "strata", markers);
    }
    const failure = failureMarker(monaco, model, diagnostics);
    const nowFailed = `${model.id} ${JSON.stringify(failure)}`;
    if (nowFailed === failed) return;
    failed = nowFailed;
    monaco.editor.setModelMarkers(model, "build", failure ? [failure] : []);
  };
  mark();
  const ends = [useAnalysis.subscribe(mark), useLinks.subscribe(mark)];
  return () => {
    for (const end of ends) end();
  };
}

/** At the current first line of what failed. */
function failureMarker(
  monaco: Monaco,
  model: TextModel,
  diagnostics: readonly Diagnostic[],
): editor.IMarkerData | undefined {
  const failure = listedProblem(useLinks.getState().failure, diagnostics);
  const line = failure?.range?.start.line;
  if (failure === undefined || line === undefined || line >= model.getLineCount()) return undefined;
  const { problem } = failure;
  return {
    startLineNumber: line + 1,
    startColumn: model.getLineFirstNonWhitespaceColumn(line + 1),
    endLineNumber: line + 1,
    endColumn: model.getLineMaxColumn(line + 1),
    severity: monaco.MarkerSeverity.Error,
    source: "build",
    message: [`${problem.title}.`, problem.detail, ...(problem.next ? [problem.next] : [])].join("\n"),
  };
}

function toMarker(monaco: Monaco, diagnostic: Diagnostic): editor.IMarkerData {
  const { range, severity, source, message, next, href } = diagnostic;
  const code = [diagnostic.code, ...(diagnostic.alsoKnownAs ?? [])].join(" · ");
  const { MarkerSeverity } = monaco;
  const severities: Record<Severity, number> = {
    error: MarkerSeverity.Error,
    warning: MarkerSeverity.Warning,
    info: MarkerSeverity.Info,
    hint: MarkerSeverity.Hint,
  };
  return {
    ...toMonacoRange(range),
    severity: severities[severity],
    message: next ? `${message}\n${next}` : message,
    source,
    code: href ? { value: code, target: monaco.Uri.parse(href) } : code,
  };
}
