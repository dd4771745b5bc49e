import type { editor } from "monaco-editor/editor";
import { DiffEditorWidget } from "monaco-editor/editor/browser/widget/diffEditor/diffEditorWidget.js";
import { IDiffProviderFactoryService } from "monaco-editor/editor/browser/widget/diffEditor/diffProviderFactoryService.js";
import { StandaloneCodeEditor } from "monaco-editor/editor/standalone/browser/standaloneCodeEditor.js";
import { type Services, StandaloneServices } from "monaco-editor/editor/standalone/browser/standaloneServices.js";
import { IStandaloneThemeService } from "monaco-editor/editor/standalone/common/standaloneTheme.js";
import "monaco-editor/features/diffEditor/register";
import { getSingletonServiceDescriptors } from "monaco-editor/platform/instantiation/common/extensions.js";
import { ServiceCollection } from "monaco-editor/platform/instantiation/common/serviceCollection.js";
import type { Monaco } from "./loadMonaco.ts";

/** Its two sides are editors like all others of the page. */
class DiffEditor extends DiffEditorWidget {
  override _createInnerEditor(services: Services, container: HTMLElement, options: object) {
    return services.createInstance(StandaloneCodeEditor, container, options);
  }
}

/** What `monaco.editor.createDiffEditor` is in the whole library. Only this file, loaded late, has the widget. */
export function createDiffEditor(
  monaco: Monaco,
  host: HTMLElement,
  options: editor.IDiffEditorConstructionOptions,
): editor.IDiffEditor {
  // The keys of its commands have come after those of the editor, which are looked up only when a rule is added.
  monaco.editor.addKeybindingRules([]);
  const services = diffServices();
  // editorTheme.ts does it, as for the other editors.
  StandaloneServices.get(IStandaloneThemeService).setAutoDetectHighContrast(false);
  return services.createInstance(DiffEditor, host, options, {});
}

/** With the one that came after the first editor had been given all there were. */
function diffServices(): Services {
  const late = getSingletonServiceDescriptors().filter(([id]) => id === IDiffProviderFactoryService);
  return StandaloneServices.initialize({}).createChild(new ServiceCollection(...late));
}
