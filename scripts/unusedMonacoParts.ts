// cspell:ignore quickinput
/** A part of the editor library that the page's scripts do without. Paths are below monaco-editor/esm/vs. */
export interface UnusedPart {
  readonly because: string;
  /** What the library gets in its place. */
  readonly instead: string;
}

const nothing = (name: string) => `export class ${name} {}`;

/** Only there to be asked whether something is one of it: nothing is. */
const never = (name: string) =>
  `export class ${name} { constructor() { throw new Error("${name} is left out of the page: see scripts/unusedMonacoParts.ts"); } }`;

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

/** Takes what is said to a tree in the list of commands, which never shows one. */
const QUICK_TREE = `
import { Event } from "../../../../base/common/event.js";
export class QuickInputTreeController {
  displayed = false;
  sortByLabel = true;
  tree = { onDidChangeFocus: Event.None, onDidChangeContentHeight: Event.None, setFocus() {}, style() {} };
  onDidTriggerButton = Event.None;
  onDidChangeCheckboxState = Event.None;
  onDidChangeCheckedLeafItems = Event.None;
  onLeave = Event.None;
  onDidAccept = Event.None;
  updateFilterOptions() {}
  layout() {}
  dispose() {}
}`;

export const UNUSED: Readonly<Record<string, UnusedPart>> = {
  "base/browser/ui/animations/animations.js": {
    because: "no button of the page ends in confetti",
    instead: "export function captureAnimationTarget() {}\nexport function triggerClickAnimation() {}",
  },
  "base/browser/ui/selectBox/selectBoxCustom.js": {
    because: "no action of the editor is a choice from a box",
    instead: never("SelectBoxList"),
  },
  "base/browser/ui/selectBox/selectBoxNative.js": {
    because: "no action of the editor is a choice from a box",
    instead: never("SelectBoxNative"),
  },
  "base/browser/ui/table/tableWidget.js": { because: "the editor's lists are no tables", instead: never("Table") },
  "base/common/observableInternal/logging/debugger/devToolsLogger.js": {
    because: "it is for the library's own developers, who set a variable that a page does not have",
    instead: never("DevToolsLogger"),
  },
  "editor/browser/controller/editContext/native/screenReaderContentRich.js": {
    because: "an option that is off: screen readers get the text as it is, without the looks",
    instead: never("RichScreenReaderContent"),
  },
  "editor/browser/gpu/viewGpuContext.js": {
    because: "drawing on the GPU is off",
    instead: nothing("ViewGpuContext"),
  },
  "editor/browser/viewParts/gpuMark/gpuMark.js": {
    because: "drawing on the GPU is off",
    instead: nothing("GpuMarkOverlay"),
  },
  "editor/browser/viewParts/minimap/minimap.js": { because: "the minimap is off", instead: MINIMAP },
  "editor/browser/viewParts/rulersGpu/rulersGpu.js": {
    because: "drawing on the GPU is off",
    instead: nothing("RulersGpu"),
  },
  "editor/browser/viewParts/viewLinesGpu/viewLinesGpu.js": {
    because: "drawing on the GPU is off",
    instead: nothing("ViewLinesGpu"),
  },
  "editor/browser/widget/multiDiffEditor/multiDiffEditorWidget.js": {
    because: "no view shows the diff of many files in one editor",
    instead: never("MultiDiffEditorWidget"),
  },
  "editor/common/model/tokens/treeSitter/treeSitterSyntaxTokenBackend.js": {
    because: "no language of the editor has a grammar in WebAssembly",
    instead: nothing("TreeSitterSyntaxTokenBackend"),
  },
  "editor/contrib/colorPicker/browser/hoverColorPicker/hoverColorPicker.js": {
    because: "the color picker is not registered: no text has decorators of colors to point at",
    instead: "export const isOnColorDecorator = () => false;",
  },
  "editor/contrib/colorPicker/browser/hoverColorPicker/hoverColorPickerParticipant.js": {
    because: "the color picker is not registered: no hover has one",
    instead: `${never("ColorHover")}\n${never("HoverColorPickerParticipant")}`,
  },
  "editor/contrib/dropOrPasteInto/browser/copyPasteController.js": {
    because: "it is not registered: text is pasted as it is, with no choice of forms",
    instead: "export const CopyPasteController = { get: () => null };",
  },
  "editor/contrib/inlineCompletions/browser/hintsWidget/inlineCompletionsHintsWidget.js": {
    because: "inline completions are not registered: there is no menu of them that a hover has to give way to",
    instead: "export const InlineSuggestionHintsContentWidget = { dropDownVisible: false };",
  },
  "platform/quickinput/browser/tree/quickInputTreeController.js": {
    because: "the lists of commands, symbols and lines are flat",
    instead: QUICK_TREE,
  },
  "platform/quickinput/browser/tree/quickTree.js": {
    because: "the lists of commands, symbols and lines are flat",
    instead: never("QuickTree"),
  },
};

export interface LatePart extends UnusedPart {
  /** The only module that gets something else in its place. All others get the part itself. */
  readonly importer: string;
}

const DIFF_EDITOR = "editor/browser/widget/diffEditor/diffEditorWidget.js";
const WORKER = "editor/common/services/editorWebWorker.js";

/** Where no worker can be had, the page's own thread does its work, after loading what the worker would have. */
const OWN_THREAD = `
export class EditorWorker {
  constructor(host) {
    const loading = import("monaco-editor/${WORKER}").then(({ EditorWorker }) => new EditorWorker(host));
    // The answer of an async function: it must not be taken for a promise.
    const get = (_, name) => name === "then" ? undefined : async (...values) => (await loading)[name](...values);
    return new Proxy(this, { get });
  }
}`;

/** By path. They are loaded when they are first needed. */
export const LATE: Readonly<Record<string, LatePart>> = {
  [DIFF_EDITOR]: {
    importer: "editor/standalone/browser/standaloneCodeEditor.js",
    because: "a diff is shown late, if at all, by src/monaco/createDiffEditor.ts",
    instead: never("DiffEditorWidget"),
  },
  [WORKER]: {
    importer: "editor/browser/services/editorWorkerService.js",
    because: "a worker does it, in all but a broken browser",
    instead: OWN_THREAD,
  },
};

/** Nothing of these may be loaded with the editor, by whatever way the library's next version comes to it. */
export const NOT_WITH_EDITOR: readonly string[] = [
  "editor/browser/widget/diffEditor/",
  "editor/browser/widget/multiDiffEditor/",
  "editor/common/diff/defaultLinesDiffComputer/",
  "editor/contrib/colorPicker/",
  "editor/contrib/dropOrPasteInto/",
  "editor/contrib/inlineCompletions/browser/hintsWidget/",
  "editor/contrib/inlineCompletions/browser/model/",
  "editor/contrib/inlineCompletions/browser/view/",
  "external/monaco-lsp-client/",
  WORKER,
];
