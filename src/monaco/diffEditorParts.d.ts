/** What createDiffEditor.ts needs of the library's parts, which have no types of their own. */

declare module "monaco-editor/editor/browser/widget/diffEditor/diffEditorWidget.js" {
  import type { editor } from "monaco-editor/editor";
  import type { Services } from "monaco-editor/editor/standalone/browser/standaloneServices.js";

  export interface DiffEditorWidget extends editor.IDiffEditor {
    _createInnerEditor(services: Services, container: HTMLElement, options: object): editor.ICodeEditor;
  }
  /** Its services come after what is given here. */
  export const DiffEditorWidget: new (host: HTMLElement, options: object, widgets: object) => DiffEditorWidget;
}

declare module "monaco-editor/editor/standalone/browser/standaloneCodeEditor.js" {
  import type { editor } from "monaco-editor/editor";
  export const StandaloneCodeEditor: new (host: HTMLElement, options: object) => editor.ICodeEditor;
}

declare module "monaco-editor/editor/standalone/browser/standaloneServices.js" {
  import type { ServiceCollection } from "monaco-editor/platform/instantiation/common/serviceCollection.js";

  /** Of a service, by which it is asked for. */
  export type Identifier<Service> = (...values: never) => Service;

  export interface Services {
    createChild(services: ServiceCollection): Services;
    createInstance<Values extends readonly unknown[], Made>(
      Part: new (...values: Values) => Made,
      ...values: Values
    ): Made;
  }
  export const StandaloneServices: {
    initialize(overrides: object): Services;
    get<Service>(id: Identifier<Service>): Service;
  };
}

declare module "monaco-editor/editor/standalone/common/standaloneTheme.js" {
  import type { Identifier } from "monaco-editor/editor/standalone/browser/standaloneServices.js";
  export const IStandaloneThemeService: Identifier<{ setAutoDetectHighContrast(isOn: boolean): void }>;
}

declare module "monaco-editor/platform/instantiation/common/extensions.js" {
  export function getSingletonServiceDescriptors(): readonly (readonly [id: unknown, descriptor: unknown])[];
}

declare module "monaco-editor/platform/instantiation/common/serviceCollection.js" {
  export class ServiceCollection {
    constructor(...entries: readonly (readonly [id: unknown, service: unknown])[]);
  }
}

declare module "monaco-editor/editor/browser/widget/diffEditor/diffProviderFactoryService.js" {
  export const IDiffProviderFactoryService: unknown;
}
