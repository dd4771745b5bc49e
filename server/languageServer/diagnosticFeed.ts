import { setTimeout } from "node:timers/promises";
import type { Diagnostic } from "#contract/diagnostic.ts";
import type { OpenDocument } from "./openDocument.ts";
import type { Session } from "./session.ts";

/** Quiet time after a key before a text is looked at, in milliseconds. */
const CHECK_AFTER_MS = 120;
/** So long what takes long may take to be told with the rest, in milliseconds. */
const AT_ONCE_MS = 30;

export interface FeedOptions {
  readonly session: Session;
  /** Shows what is found in a version of a document. */
  readonly publish: (uri: string, version: number | undefined, diagnostics: readonly Diagnostic[]) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Keeps the findings of open documents true: at once what is found fast, later what takes long; a new text ends both. */
export class DiagnosticFeed {
  readonly #options: FeedOptions;
  readonly #running = new Map<string, AbortController>();

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** The text or what lies around it changed. */
  changed(uri: string, afterMs = CHECK_AFTER_MS): void {
    this.#running.get(uri)?.abort();
    const controller = new AbortController();
    this.#running.set(uri, controller);
    this.#runAfter(uri, afterMs, controller.signal).catch((error: unknown) => {
      if (!controller.signal.aborted) this.#options.onFailure(error);
    });
  }

  closed(uri: string): void {
    this.#running.get(uri)?.abort();
    this.#running.delete(uri);
    this.#options.publish(uri, undefined, []);
  }

  async #runAfter(uri: string, afterMs: number, signal: AbortSignal): Promise<void> {
    await setTimeout(afterMs, undefined, { signal });
    const { session } = this.#options;
    const document = session.documents.open(uri);
    if (document === undefined) return;
    const found = await session.check(document);
    if (signal.aborted) return;
    const late = session.checkLate(document, signal);
    // Of scripts that it read before it is there at once: what is known does not vanish while one types.
    const atOnce = await Promise.race([late, setTimeout(AT_ONCE_MS, undefined, { ref: false })]);
    if (signal.aborted) return;
    this.#publish(document, found, atOnce ?? []);
    if (atOnce === undefined && (await late).length > 0 && !signal.aborted) this.#publish(document, found, await late);
  }

  #publish(document: OpenDocument, found: readonly Diagnostic[], late: readonly Diagnostic[]): void {
    document.diagnostics = late.length === 0 ? found : [...found, ...late];
    document.fixes.clear();
    this.#options.publish(document.uri, document.version, document.diagnostics);
  }
}
