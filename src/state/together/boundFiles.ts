import type * as Y from "yjs";
import type { EditedModel } from "./lineFeedText.ts";
import type { SharedDoc } from "./sharedDoc.ts";
import { bindText, type Carets, type TextBinding } from "./textBinding.ts";

/** What binding needs of the editor. */
export interface ModelSource {
  readonly modelOf: (path: string) => EditedModel | undefined;
  /** The selections of the editor while it shows this model. */
  readonly caretsIn: (model: EditedModel) => Carets;
}

interface Bound extends TextBinding {
  readonly text: Y.Text;
  readonly model: EditedModel;
}

/** The files whose shared texts are bound to models of the editor. */
export class BoundFiles {
  readonly #bound = new Map<string, Bound>();
  readonly #models: ModelSource;

  constructor(models: ModelSource) {
    this.#models = models;
  }

  get paths(): ReadonlySet<string> {
    return new Set(this.#bound.keys());
  }

  textOf(path: string): Y.Text | undefined {
    return this.#bound.get(path)?.text;
  }

  /** Binds the files that have come, and lets go of those that are gone, or have another model. */
  update(shared: SharedDoc): void {
    for (const [path, { text, model }] of this.#bound) {
      if (shared.text(path) !== text || this.#models.modelOf(path) !== model) this.#unbind(path);
    }
    for (const path of shared.files.keys()) if (!this.#bound.has(path)) this.#bind(path, shared.text(path));
  }

  clear(): void {
    for (const path of [...this.#bound.keys()]) this.#unbind(path);
  }

  #bind(path: string, text: Y.Text | undefined): void {
    const model = text && this.#models.modelOf(path);
    if (!text || !model) return;
    const binding = bindText({ text, model, carets: this.#models.caretsIn(model) });
    this.#bound.set(path, { text, model, ...binding });
  }

  #unbind(path: string): void {
    this.#bound.get(path)?.unbind();
    this.#bound.delete(path);
  }
}
