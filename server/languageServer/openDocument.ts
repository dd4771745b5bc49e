import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Diagnostic } from "#contract/diagnostic.ts";
import { type Dockerfile, parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { FixAllResult } from "#dockerfile/services/fixes/fixAll.ts";

/** One version of a text, with its results so far. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly dockerfile: Dockerfile;
  /** The last findings; undefined until it was checked. */
  diagnostics?: readonly Diagnostic[];
  /** The edits that fix all findings of a check, or all safe ones (""), by code. */
  readonly fixes: Map<string, FixAllResult>;
}

/** Open texts, each parsed once per version. */
export class OpenDocuments {
  readonly #parsed = new Map<string, OpenDocument>();
  readonly #get: (uri: string) => TextDocument | undefined;
  readonly #maxLength: number;

  constructor(get: (uri: string) => TextDocument | undefined, maxLength: number) {
    this.#get = get;
    this.#maxLength = maxLength;
  }

  /** Undefined if it is not open, or too long to check. */
  open(uri: string): OpenDocument | undefined {
    const document = this.#get(uri);
    const known = this.#parsed.get(uri);
    if (document === undefined) return undefined;
    if (known?.version === document.version) return known;
    if (!this.isReadable(document)) return undefined;
    const dockerfile = parseDockerfile(document.getText());
    const fresh = { uri, version: document.version, dockerfile, fixes: new Map() };
    this.#parsed.set(uri, fresh);
    return fresh;
  }

  /** Whether it is text at all, and not too long. */
  isReadable(document: TextDocument): boolean {
    const text: unknown = document.getText();
    return typeof text === "string" && text.length <= this.#maxLength;
  }

  forget(uri: string): void {
    this.#parsed.delete(uri);
  }
}
