import type { ShellVerdict } from "#dockerfile/checks/shellcheck/shellVerdict.ts";
import { askLanguage } from "../../language/askLanguage.ts";
import { openShellCheck } from "../../language/openShellCheck.ts";
import type { ShellCheckClient } from "../../language/shellCheckClient.ts";
import { whenIdle } from "../../lib/whenIdle.ts";
import { useAnalysis } from "./analysis.ts";

/** Pause after an analysis before scripts are checked, in milliseconds. */
const CHECK_AFTER_MS = 400;
/** Verdicts are delivered in batches, at most this often, in milliseconds. */
const TELL_EVERY_MS = 300;
/** Longest wait for the page to be idle, in milliseconds. */
const IDLE_LIMIT_MS = 3_000;

/**
 * Call once: asks ShellCheck about scripts the analysis doesn't know yet while the page is idle, tells the language core,
 * and calls back when it should analyze again. Nothing is loaded as long as there is no RUN.
 */
export function startShellCheck(onLearned: () => void): void {
  const client = openShellCheck();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;

  const run = async () => {
    if (running) return;
    running = true;
    await checkAll(client, onLearned);
    running = false;
    // The page works without it.
    // biome-ignore lint/suspicious/noConsole: the only trace of it in the browser
    if (client.absent !== undefined) console.info(client.absent);
  };

  useAnalysis.subscribe(({ scripts }, before) => {
    if (scripts === before.scripts || client.absent !== undefined) return;
    client.want(new Set(scripts));
    clearTimeout(timer);
    if (scripts.length > 0) timer = setTimeout(() => whenIdle(() => void run(), IDLE_LIMIT_MS), CHECK_AFTER_MS);
  });
}

/** Checks the scripts the newest analysis doesn't know, until there are none. */
async function checkAll(client: ShellCheckClient, onLearned: () => void): Promise<void> {
  const done = new Set<string>();
  const nextText = (): string | undefined => useAnalysis.getState().scripts.find((text) => !done.has(text));
  let learned: [string, ShellVerdict][] = [];
  let told = performance.now();
  for (let text = nextText(); text !== undefined && client.absent === undefined; text = nextText()) {
    const verdict = await client.ask(text);
    if (verdict === undefined) continue;
    done.add(text);
    learned.push([text, verdict]);
    if (nextText() !== undefined && performance.now() - told < TELL_EVERY_MS) continue;
    await askLanguage("learn", learned).then(onLearned, () => undefined);
    learned = [];
    told = performance.now();
  }
}
