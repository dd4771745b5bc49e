import type { Presence } from "#contract/room.ts";
import { reportPresence } from "../../api/rooms.ts";
import { useBuild } from "../build/build.ts";
import { isBusy } from "../build/buildState.ts";
import { useEditor } from "../editor/editor.ts";
import { useWorkspace } from "../workspace/workspace.ts";

/** Nothing was typed for so long: idle. */
const IDLE_MS = 60_000;
const REPORT_EVERY_MS = 60_000;
/** A cursor on its way through a file is not worth a report for each line. */
const SETTLE_MS = 1500;

interface Seen {
  readonly hidden: boolean;
  /** Milliseconds since the epoch. */
  readonly typedAt: number;
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

export function presenceOf({ hidden, typedAt, path, line }: Seen, now: number): Presence {
  if (hidden) return { doing: "away" };
  const where = path === "" ? {} : { path, line };
  return { doing: now - typedAt < IDLE_MS ? "editing" : "idle", ...where };
}

/**
 * Reports what the learner does, at each change and once a minute, until aborted. Returns what reports it again: a server
 * that was started again does not know it.
 */
export function startPresence(signal: AbortSignal): () => void {
  let typedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent = "";

  const report = (isDue: boolean, presence = presenceOf(seen(typedAt), Date.now())) => {
    clearTimeout(timer);
    timer = undefined;
    const text = JSON.stringify(presence);
    if (!isDue && text === sent) return;
    sent = text;
    void reportPresence(presence);
  };
  const soon = () => {
    timer ??= setTimeout(() => report(false), SETTLE_MS);
  };
  const every = setInterval(() => report(document.visibilityState === "visible"), REPORT_EVERY_MS);
  const ends = [
    useEditor.subscribe(soon),
    useBuild.subscribe(({ build }, before) => {
      if (!isBusy(build) || isBusy(before.build)) return;
      // Who builds has typed enough: only what is typed from now on is more than how the build ends.
      typedAt = Number.NEGATIVE_INFINITY;
      report(false);
    }),
    useWorkspace.subscribe(({ phase, content }, before) => {
      if (phase !== "ready" || before.phase !== "ready" || content.files === before.content.files) return;
      typedAt = Date.now();
      soon();
    }),
  ];
  document.addEventListener("visibilitychange", () => report(false), { signal });
  addEventListener("pagehide", () => report(true, { doing: "away" }), { signal });
  signal.addEventListener("abort", () => {
    clearInterval(every);
    clearTimeout(timer);
    for (const end of ends) end();
  });
  return () => report(document.visibilityState === "visible");
}

function seen(typedAt: number): Seen {
  const { openPath, cursor } = useEditor.getState();
  const { dockerfile } = useWorkspace.getState().content.settings;
  const hidden = document.visibilityState === "hidden";
  return { hidden, typedAt, path: openPath ?? dockerfile, line: cursor.line + 1 };
}
