import type { Plugin } from "vite";

const nothing = (name: string) => `export class ${name} {}`;

/** Draws nothing, in the place where the editor's view puts it. */
const MINIMAP = `
import { createFastDomNode } from "../../../../base/browser/fastDomNode.js";
import { ViewPart } from "../../view/viewPart.js";
export class Minimap extends ViewPart {
  #node = createFastDomNode(document.createElement("div"));
  getDomNode() { return this.#node; }
  prepareRender() {}
  render() {}
}`;

/** Below monaco-editor/esm/vs/editor/. */
const UNUSED: Readonly<Record<string, string>> = {
  "browser/gpu/viewGpuContext.js": nothing("ViewGpuContext"),
  "browser/viewParts/gpuMark/gpuMark.js": nothing("GpuMarkOverlay"),
  "browser/viewParts/minimap/minimap.js": MINIMAP,
  "browser/viewParts/rulersGpu/rulersGpu.js": nothing("RulersGpu"),
  "browser/viewParts/viewLinesGpu/viewLinesGpu.js": nothing("ViewLinesGpu"),
  "browser/widget/multiDiffEditor/multiDiffEditorWidget.js": nothing("MultiDiffEditorWidget"),
  "common/model/tokens/treeSitter/treeSitterSyntaxTokenBackend.js": nothing("TreeSitterSyntaxTokenBackend"),
};

/** What settings and colors are for, to be read in a view of settings that the page does not have. */
const DESCRIBING =
  /\/monaco-editor\/esm\/vs\/(?:editor\/common\/(?:config\/editor(?:Options|ConfigurationSchema)|core\/editorColorRegistry)|platform\/theme\/common\/colors\/\w+)\.js$/;

/** A text with the number of its translation. A short one is the name of something. */
const TEXT = /(localize\(\d+, )(?:"(?:[^"\\]|\\.){20,}"|'(?:[^'\\]|\\.){20,}')/g;

const PLACE = /\/monaco-editor\/esm\/vs\/editor\/(.+)$/;

/**
 * Leaves out what the editor library always imports and this page has turned off for good: drawing on the GPU, the
 * minimap, the diff of many files, grammars in WebAssembly, and the descriptions of its settings. Fails if the library has
 * moved one of them.
 */
export function unusedMonaco(): Plugin {
  const left = new Set(Object.keys(UNUSED));
  return {
    name: "unused-monaco",
    apply: "build",
    load(id) {
      const [, part = ""] = PLACE.exec(id) ?? [];
      left.delete(part);
      return UNUSED[part];
    },
    transform(code, id) {
      return DESCRIBING.test(id) ? { code: code.replace(TEXT, '$1""'), map: null } : undefined;
    },
    buildEnd(error) {
      if (error === undefined && left.size > 0)
        throw new Error(`Not in monaco-editor anymore: ${[...left].join(", ")}`);
    },
  };
}
