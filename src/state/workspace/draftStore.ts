import { dropHeld, heldDraft, holdDraft } from "./heldDraft.ts";
import type { Draft } from "./workspaceSaving.ts";

/** Changes to a workspace that the server doesn't have yet, kept in this browser. */
export interface DraftStore {
  readonly save: (draft: Draft) => Promise<void>;
  /** Like `save`, and at once: the page may be about to go. */
  readonly hold: (draft: Draft) => void;
  readonly clear: () => Promise<void>;
  /** The newest draft that is this tab's own or belongs to no open tab; it becomes this tab's. */
  readonly adopt: () => Promise<Draft | undefined>;
  /** The last known content of the server, for starting without it. */
  readonly saveCopy: (copy: Draft) => Promise<void>;
  readonly readCopy: () => Promise<Draft | undefined>;
}

/**
 * The drafts of all workspaces, in IndexedDB: a workspace can be too large for localStorage. Each tab has its own draft
 * of each workspace. A tab holds a lock with its name while it is open, so other tabs can tell which drafts were left
 * behind.
 */
export interface DraftStores {
  readonly of: (workspace: string) => DraftStore;
  /** The workspace whose content was copied last. */
  readonly lastCopied: () => Promise<string | undefined>;
}

interface Kept {
  readonly key: string;
  readonly at: number;
  readonly draft: Draft;
}

const STORE = "drafts";
const COPY = "copy";
const DRAFT = "tab-";
/** Copies are for starting without a server: only of what was used lately. */
const MAX_COPIES = 5;
/** The only workspace of the first release, whose records had no workspace in their keys. */
const UNNAMED = "default";

/** What a record is about: a draft of a tab, by its lock's name, or a copy. */
function readKey(key: string): { readonly about: string; readonly workspace: string } {
  const [about = "", workspace = UNNAMED] = key.split("/");
  return { about, workspace };
}

export async function openDraftStores(): Promise<DraftStores> {
  const tab = DRAFT + (await claimTabName());
  try {
    return storesIn(await openDatabase(), tab);
  } catch {
    // Private windows of some browsers have no IndexedDB: then only the server stores changes.
    return { of: () => nowhere, lastCopied: async () => undefined };
  }
}

function storesIn(database: IDBDatabase, tab: string): DraftStores {
  const store = (mode: IDBTransactionMode) => database.transaction(STORE, mode).objectStore(STORE);
  const put = (key: string, draft: Draft) => {
    const kept = store("readwrite");
    const done = settled(kept.put({ key, at: Date.now(), draft })).then(ignore);
    // A page that is being closed would not live to commit by itself.
    kept.transaction.commit();
    return done;
  };
  const remove = (key: string) => settled(store("readwrite").delete(key)).then(ignore);
  const all = async (): Promise<Kept[]> => {
    const kept = await settled(store("readonly").getAll() as IDBRequest<Kept[]>);
    return kept.sort((a, b) => b.at - a.at);
  };
  const copies = async () => (await all()).filter(({ key }) => readKey(key).about === COPY);
  const copyOf = async (workspace: string) =>
    (await copies()).find(({ key }) => readKey(key).workspace === workspace)?.draft;
  const saveCopy = async (workspace: string, copy: Draft) => {
    await put(`${COPY}/${workspace}`, copy);
    for (const { key } of (await copies()).slice(MAX_COPIES)) await remove(key);
  };
  const adopt = async (workspace: string) => {
    const own = `${tab}/${workspace}`;
    const living = await livingTabs();
    const kept = (await all()).find(({ key }) => {
      const { about, workspace: of } = readKey(key);
      return about.startsWith(DRAFT) && of === workspace && (about === tab || !living.has(about));
    });
    const held = heldDraft(tab, workspace);
    const draft = held && held.at >= (kept?.at ?? 0) ? held.draft : kept?.draft;
    if (draft && (draft !== kept?.draft || kept.key !== own)) await put(own, draft);
    if (kept && kept.key !== own) await remove(kept.key);
    dropHeld(workspace);
    return draft;
  };
  return {
    of: (workspace) => ({
      save: (draft) => put(`${tab}/${workspace}`, draft),
      hold: (draft) => holdDraft(tab, workspace, draft),
      clear: () => {
        dropHeld(workspace);
        return remove(`${tab}/${workspace}`);
      },
      adopt: () => adopt(workspace),
      saveCopy: (copy) => saveCopy(workspace, copy),
      readCopy: () => copyOf(workspace),
    }),
    lastCopied: async () => {
      const [last] = await copies();
      return last && readKey(last.key).workspace;
    },
  };
}

const nowhere: DraftStore = {
  save: async () => {},
  hold: () => {},
  clear: async () => {},
  adopt: async () => undefined,
  saveCopy: async () => {},
  readCopy: async () => undefined,
};

/** This tab's name, stable across reloads. A duplicated tab gets a new one because the lock is taken. */
async function claimTabName(): Promise<string> {
  const known = sessionStorage.getItem("strata.tab");
  if (known && (await hold(known))) return known;
  const name = Math.random().toString(36).slice(2);
  sessionStorage.setItem("strata.tab", name);
  await hold(name);
  return name;
}

/** Holds the lock until the tab is closed. True if the browser has no locks (plain HTTP on another machine). */
function hold(name: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    void navigator.locks.request(DRAFT + name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise<never>(() => {}) : undefined;
    });
  });
}

async function livingTabs(): Promise<Set<string>> {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(held.flatMap(({ name }) => name ?? []));
}

function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open("strata", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "key" });
  return settled(opening);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed"));
  });
}

const ignore = () => {};
