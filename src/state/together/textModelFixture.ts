import type { EditedModel } from "./lineFeedText.ts";

/** The editor's parts have no types and no page here: they are loaded by name. */
const part = (name: string) => import(/* @vite-ignore */ `monaco-editor/${name}.js`);

const [{ TextModel }, { UndoRedoService }, { LanguageService }, { LanguageConfigurationService }, { URI }] =
  await Promise.all([
    part("editor/common/model/textModel"),
    part("platform/undoRedo/common/undoRedoService"),
    part("editor/common/services/languageService"),
    part("editor/common/languages/languageConfigurationRegistry"),
    part("base/common/uri"),
  ]);

const nothing = { onDidChangeConfiguration: () => ({ dispose: () => {} }), getValue: () => undefined };
const languages = new LanguageService(false);
const configuration = new LanguageConfigurationService(nothing, languages);
const treeSitter = { supportsLanguage: () => false };
const services = {
  createInstance: (Part: new (...parts: unknown[]) => unknown, ...parts: unknown[]) =>
    new Part(...parts, languages, configuration, services, treeSitter),
};
let made = 0;

/** For tests: a text model of the editor itself, without the editor. */
export function createTextModel(text: string): EditedModel {
  made += 1;
  const uri = URI.parse(`test:/${made}`);
  const undo = new UndoRedoService({}, {});
  const options = TextModel.DEFAULT_CREATION_OPTIONS;
  return new TextModel(text, "plaintext", options, uri, undo, languages, configuration, services);
}
