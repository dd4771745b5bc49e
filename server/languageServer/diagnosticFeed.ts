import { setTimeout } from "node:timers/promises";
import type { Diagnostic } from "#contract/diagnostic.ts";
import type { OpenDocument } from "./openDocument.ts";
import type { Session } from "./session.ts";

/** Pause after a keystroke before a text is checked, in milliseconds. */
const CHECK_AFTER_MS = 120;
/** How long slow checks may delay the others' findings, in milliseconds. */
const AT_ONCE_MS = 30;

export interface FeedOptions {
  readonly session: Session;
  /** Shows the findings of a version of a document. */
  readonly publish: (uri: string, version: number | undefined, diagnostics: readonly Diagnostic[]) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Keeps the findings of open documents up to date: fast ones at once, slow ones later; a new text cancels both. */
export class DiagnosticFeed {
  readonly #options: FeedOptions;
  readonly #running = new Map<string, AbortController>();

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** The text or its surroundings changed. */
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
    // Verdicts on known scripts are available at once, so their findings don't disappear while typing.
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
