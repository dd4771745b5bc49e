import { readFileSync } from "node:fs";

/** Between the helper and its command is the guard; an ordinary user starts the helper through others. */
const MOST_LEVELS = 6;

/**
 * The process ID of a run's command, as this process sees it: below its helper, it is process 1 of a pid namespace of its
 * own in the guard's. Undefined if it does not run, or the kernel does not say.
 */
export function commandProcess(helper: number): number | undefined {
  const own = namespaceIds(process.pid).length;
  let level = [helper];
  for (let depth = 0; depth < MOST_LEVELS && level.length > 0; depth++) {
    level = level.flatMap(childrenOf);
    const found = level.find((pid) => isFirstOf(namespaceIds(pid), own + 2));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isFirstOf(ids: readonly number[], levels: number): boolean {
  return ids.length === levels && ids.at(-1) === 1;
}

function childrenOf(pid: number): number[] {
  const text = read(`/proc/${pid}/task/${pid}/children`).trim();
  return text === "" ? [] : text.split(" ").map(Number);
}

/** Its process ID in each namespace that it is in, the outermost first. */
function namespaceIds(pid: number): number[] {
  const ids = /^NSpid:\s*(.*)$/m.exec(read(`/proc/${pid}/status`))?.[1];
  return ids === undefined ? [] : ids.split(/\s+/).map(Number);
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // It has ended.
    return "";
  }
}
