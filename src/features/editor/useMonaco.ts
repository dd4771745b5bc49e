import { useEffect, useState } from "react";
import { whenIdle } from "../../lib/whenIdle.ts";
import { whenShown } from "../../ui/firstScreen.ts";
import { type LoadedEditor, loadEditor } from "./loadEditor.ts";
import { whenNotTyping } from "./plainEdits.ts";

type Loading = { phase: "loading" } | { phase: "ready"; loaded: LoadedEditor } | { phase: "failed" };

/** Milliseconds after which the editor is loaded even if the page is busy. */
const IDLE_LIMIT = 2000;

const whenIdleAfterStart = (): Promise<void> =>
  whenShown().then(() => new Promise((resolve) => whenIdle(resolve, IDLE_LIMIT)));

/** Monaco, loaded once the text is there to read and to type into. Loading and creating it blocks the page: not while somebody types. */
export function useMonaco(): [Loading, () => void] {
  const [loading, setLoading] = useState<Loading>({ phase: "loading" });
  const [isRetry, setRetry] = useState(false);
  const isLoading = loading.phase === "loading";
  useEffect(() => {
    if (!isLoading) return undefined;
    let gone = false;
    const settle = (next: Loading) => !gone && setLoading(next);
    const load = async () => {
      if (!isRetry) await whenIdleAfterStart();
      await whenNotTyping();
      if (gone) return;
      // Everything that is on its way fails if the machine changes its network: once more.
      const loaded = await loadEditor().catch(loadEditor);
      await whenNotTyping();
      settle({ phase: "ready", loaded });
    };
    load().catch(() => settle({ phase: "failed" }));
    return () => {
      gone = true;
    };
  }, [isLoading, isRetry]);
  const retry = () => {
    setRetry(true);
    setLoading({ phase: "loading" });
  };
  return [loading, retry];
}
