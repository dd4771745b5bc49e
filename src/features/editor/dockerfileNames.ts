import type { IPosition, languages } from "monaco-editor/editor";
import { askLanguageCore } from "../../state/language/languageCore.ts";
import { messages } from "./messages.ts";
import type { Monaco, TextModel } from "./monacoApi.ts";
import { toMonacoRange, toPosition } from "./positions.ts";

/** Expanding the selection; definition, references, and rename of stages, variables, and heredocs. */
export function registerDockerfileNames({ languages }: Monaco): void {
  languages.registerSelectionRangeProvider("dockerfile", {
    provideSelectionRanges: (model, positions) =>
      Promise.all(
        positions.map(async (position) => {
          const ranges = await askLanguageCore("selection", inputOf(model, position));
          return ranges.map((range) => ({ range: toMonacoRange(range) }));
        }),
      ),
  });
  languages.registerDefinitionProvider("dockerfile", {
    provideDefinition: async (model, position) => {
      const range = await askLanguageCore("definition", inputOf(model, position));
      return range && { uri: model.uri, range: toMonacoRange(range) };
    },
  });
  languages.registerReferenceProvider("dockerfile", {
    provideReferences: async (model, position, { includeDeclaration }) => {
      const ranges = await askLanguageCore("references", { ...inputOf(model, position), includeDeclaration });
      return ranges.map((range) => ({ uri: model.uri, range: toMonacoRange(range) }));
    },
  });
  languages.registerRenameProvider("dockerfile", {
    resolveRenameLocation: async (model, position) => {
      const target = await askLanguageCore("prepareRename", inputOf(model, position));
      if (target) return { range: toMonacoRange(target.range), text: target.name };
      return {
        range: toMonacoRange({ start: toPosition(position), end: toPosition(position) }),
        text: "",
        rejectReason: messages.notRenamable,
      };
    },
    provideRenameEdits: (model, position, newName) => renameEdits(model, position, newName),
  });
}

const inputOf = (model: TextModel, position: IPosition) => ({ text: model.getValue(), position: toPosition(position) });

async function renameEdits(
  model: TextModel,
  position: IPosition,
  newName: string,
): Promise<languages.WorkspaceEdit & languages.Rejection> {
  const result = await askLanguageCore("rename", { ...inputOf(model, position), newName });
  if ("error" in result) return { edits: [], rejectReason: result.error };
  const versionId = model.getVersionId();
  const edits = result.edits.map(({ range, newText }) => ({
    resource: model.uri,
    versionId,
    textEdit: { range: toMonacoRange(range), text: newText },
  }));
  return { edits };
}
