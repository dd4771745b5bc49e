import type { editor } from "monaco-editor/editor";
import type { Diagnostic, Severity } from "#contract/diagnostic.ts";
import { useAnalysis } from "../../state/analysis.ts";
import { useWorkspace } from "../../state/workspace.ts";
import type { EditorModels } from "./editorModels.ts";
import type { Detach, Monaco } from "./monacoApi.ts";
import { toMonacoRange } from "./positions.ts";

/** Underlines what the language core found in the Dockerfile. */
export function attachMarkers(monaco: Monaco, models: EditorModels): Detach {
  const mark = () => {
    const model = models.modelOf(useWorkspace.getState().content.settings.dockerfile);
    if (!model) return;
    const markers = useAnalysis.getState().diagnostics.map((diagnostic) => toMarker(monaco, diagnostic));
    monaco.editor.setModelMarkers(model, "strata", markers);
  };
  mark();
  return useAnalysis.subscribe(mark);
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
