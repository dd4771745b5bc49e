import { useSyncExternalStore } from "react";
import { whenShown } from "./firstScreen.ts";
import { loadMissingStyles } from "./missingStyles.ts";

type Loading<Module> =
  | { readonly phase: "idle" | "loading" | "failed" }
  | { readonly phase: "ready"; readonly module: Module };

/** Code that the page loads after it is up, or when something needs it. */
export interface LateModule<Module> {
  /** A failed load is tried again. Never rejects. */
  readonly load: () => Promise<void>;
  /** Draws again when it has come. */
  readonly useLoading: () => Loading<Module>;
}

const all: LateModule<unknown>[] = [];

export function lateModule<Module>(get: () => Promise<Module>): LateModule<Module> {
  let loading: Loading<Module> = { phase: "idle" };
  let asked: Promise<void> | undefined;
  const watchers = new Set<() => void>();
  const put = (next: Loading<Module>) => {
    loading = next;
    for (const tell of watchers) tell();
  };
  const ask = async () => {
    put({ phase: "loading" });
    try {
      await whenShown();
      await loadMissingStyles();
      const module = await get();
      await ownTask();
      put({ phase: "ready", module });
    } catch {
      asked = undefined;
      put({ phase: "failed" });
    }
  };
  const watch = (tell: () => void) => {
    watchers.add(tell);
    return () => watchers.delete(tell);
  };
  const late: LateModule<Module> = {
    load: () => {
      asked ??= ask();
      return asked;
    },
    useLoading: () => useSyncExternalStore(watch, () => loading),
  };
  all.push(late);
  return late;
}

let lastTask = Promise.resolve();

/** Parts that arrive together are drawn one after the other: a key that is pressed meanwhile is answered between two of them. */
function ownTask(): Promise<void> {
  lastTask = lastTask.then(() => new Promise((resolve) => setTimeout(resolve)));
  return lastTask;
}

/** Loads what is left or failed, one after the other: from then on the page works without a network. */
export async function loadTheRest(): Promise<void> {
  for (const late of all) await late.load();
}
