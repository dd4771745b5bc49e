import { createStore, type StoreApi } from "zustand/vanilla";
import type { EntriesPage } from "#contract/imageEntries.ts";
import type { GetEntries } from "../../api/entries.ts";
import { unlessAborted } from "../../api/unlessAborted.ts";
import { type EntriesView, questionOf } from "./entriesView.ts";
import { entryRows } from "./entryRows.ts";
import { fillListing } from "./fillListing.ts";
import { PAGE, type PageName, putPage } from "./listing.ts";
import { missingPages, pagesInUse, type RowRange } from "./missingPages.ts";
import { initialTree, openSiblings, showListing, shownTree, type TreeState, turnFolder } from "./treeState.ts";

/** Milliseconds of rest after a letter before its question is sent, and between questions for what a scroll brings into view. */
const TYPING = 80;
const SCROLLING = 40;
/** Pages on their way at once. */
const PARALLEL = 6;
const FIRST_ROWS: RowRange = { from: 0, to: 100 };

/** A tree of files that asks for what it shows. Answers that come too late are dropped, and their questions canceled. */
export class EntriesTree {
  readonly store: StoreApi<TreeState>;
  readonly #get: GetEntries;
  #question = new AbortController();
  /** Of the listing that is shown. */
  readonly #pages = new Map<string, AbortController>();
  #range = FIRST_ROWS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #version: string | undefined;

  constructor(get: GetEntries, view: EntriesView) {
    this.#get = get;
    this.store = createStore(() => initialTree(view));
  }

  /** Asks for the files, unless they are there in this version, or on their way. */
  open(version = ""): void {
    const isAsked = this.#version === version && this.store.getState().asking.phase !== "failed";
    this.#version = version;
    if (isAsked) this.#loadMissing();
    else void this.#ask(0);
  }

  /** Asks another question. What is shown stays until the answer is there. */
  ask(view: EntriesView): void {
    const isTyped = view.find !== this.store.getState().view.find;
    this.store.setState({ view });
    void this.#ask(isTyped ? TYPING : 0);
  }

  retry(): void {
    void this.#ask(0);
  }

  select(key: string): void {
    this.store.setState({ selected: key });
  }

  turn(path: string, open: boolean): void {
    this.store.setState((state) => turnFolder(state, path, open));
    this.#loadMissing();
  }

  openSiblings(key: string): void {
    this.store.setState((state) => openSiblings(state, key));
    this.#loadMissing();
  }

  /** These rows are in view: what they need is loaded. */
  see(range: RowRange): void {
    this.#range = range;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#loadMissing();
    }, SCROLLING);
  }

  /** Nobody looks: cancels whatever is on its way. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#cancelPages();
    if (this.store.getState().asking.phase === "done") return;
    this.#question.abort();
    this.#version = undefined;
  }

  async #ask(delay: number): Promise<void> {
    this.#question.abort();
    this.#question = new AbortController();
    const { signal } = this.#question;
    this.store.setState({ asking: { phase: "loading" } });
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    if (signal.aborted) return;
    const { view, turned, listing: before } = this.store.getState();
    const range = before?.view === view ? this.#range : FIRST_ROWS;
    const answer = await unlessAborted(fillListing({ get: this.#get, view, turned, range, signal }), signal);
    if (answer === undefined) return;
    if (!answer.ok) return this.store.setState({ asking: { phase: "failed", problem: answer.problem } });
    this.#cancelPages();
    const { value } = answer;
    this.store.setState((state) => ({ ...showListing(state, value), asking: { phase: "done" } }));
    this.#loadMissing();
  }

  #loadMissing(): void {
    const { listing, turned, asking } = this.store.getState();
    if (!listing || asking.phase === "failed") return;
    const tree = shownTree(listing, turned);
    const missing = missingPages(tree, entryRows(tree), this.#range);
    const wanted = new Map(missing.map((name) => [`${name.page} ${name.folder}`, name]));
    for (const [key, controller] of this.#pages) {
      if (wanted.has(key)) continue;
      controller.abort();
      this.#pages.delete(key);
    }
    for (const [key, name] of wanted)
      if (!this.#pages.has(key) && this.#pages.size < PARALLEL) void this.#loadPage(key, name, listing.view);
  }

  async #loadPage(key: string, name: PageName, view: EntriesView): Promise<void> {
    const controller = new AbortController();
    this.#pages.set(key, controller);
    const asked = { ...questionOf(view), folder: name.folder, from: name.page * PAGE, limit: PAGE };
    const answer = await unlessAborted(this.#get(asked, controller.signal), controller.signal);
    if (answer === undefined || this.#pages.get(key) !== controller) return;
    this.#pages.delete(key);
    if (!answer.ok) return this.store.setState({ asking: { phase: "failed", problem: answer.problem } });
    this.#put(name, answer.value);
    this.#loadMissing();
  }

  #put(name: PageName, page: EntriesPage): void {
    this.store.setState((state) => {
      if (!state.listing) return state;
      const tree = shownTree(state.listing, state.turned);
      const isPinned = pagesInUse(entryRows(tree), this.#range, state.selected);
      return showListing(state, putPage(state.listing, name, page, { isOpen: tree.isOpen, isPinned }));
    });
  }

  #cancelPages(): void {
    for (const controller of this.#pages.values()) controller.abort();
    this.#pages.clear();
  }
}
