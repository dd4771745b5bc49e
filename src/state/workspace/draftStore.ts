import type { Draft } from "./workspaceSaving.ts";

/**
 * Changes the server doesn't have yet, kept in this browser (IndexedDB: a workspace can be too large for localStorage).
 * Each tab has its own draft. A tab holds a lock with its name while it is open, so other tabs can tell which drafts were
 * left behind.
 */
export interface DraftStore {
  readonly save: (draft: Draft) => Promise<void>;
  readonly clear: () => Promise<void>;
  /** The newest draft that is this tab's own or belongs to no open tab; it becomes this tab's. */
  readonly adopt: () => Promise<Draft | undefined>;
  /** The last known content of the server, for starting without it. */
  readonly saveCopy: (copy: Draft) => Promise<void>;
  readonly readCopy: () => Promise<Draft | undefined>;
}

interface Kept {
  readonly key: string;
  readonly at: number;
  readonly draft: Draft;
}

const STORE = "drafts";
const COPY = "copy";
const DRAFT = "tab-";

export async function openDraftStore(): Promise<DraftStore> {
  const tab = await claimTabName();
  let database: IDBDatabase;
  try {
    database = await openDatabase();
  } catch {
    // Private windows of some browsers have no IndexedDB: then only the server stores changes.
    return nowhere;
  }
  const put = (key: string, draft: Draft) =>
    settled(database.transaction(STORE, "readwrite").objectStore(STORE).put({ key, at: Date.now(), draft })).then(
      ignore,
    );
  const remove = (key: string) =>
    settled(database.transaction(STORE, "readwrite").objectStore(STORE).delete(key)).then(ignore);
  const all = async (): Promise<Kept[]> =>
    settled(database.transaction(STORE, "readonly").objectStore(STORE).getAll() as IDBRequest<Kept[]>);
  return {
    save: (draft) => put(DRAFT + tab, draft),
    clear: () => remove(DRAFT + tab),
    saveCopy: (copy) => put(COPY, copy),
    readCopy: async () => (await all()).find(({ key }) => key === COPY)?.draft,
    adopt: async () => {
      const living = await livingTabs();
      const left = (await all()).filter(
        ({ key }) => key.startsWith(DRAFT) && (key === DRAFT + tab || !living.has(key)),
      );
      const newest = left.sort((a, b) => b.at - a.at)[0];
      if (newest && newest.key !== DRAFT + tab) {
        await put(DRAFT + tab, newest.draft);
        await remove(newest.key);
      }
      return newest?.draft;
    },
  };
}

const nowhere: DraftStore = {
  save: async () => {},
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
