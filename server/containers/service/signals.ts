import { constants } from "node:os";
import type { ContainerSpec } from "#contract/container.ts";
import { problemError } from "#contract/problemError.ts";

/** `SIGTERM`, `TERM`, `15`: as `docker kill -s` takes it. Throws a ProblemError (container/invalid). */
export function parseSignal(text: string): NodeJS.Signals {
  const word = text.toUpperCase();
  const name = word.startsWith("SIG") ? word : `SIG${word}`;
  const found = SIGNALS.find(([known, number]) => known === name || String(number) === text);
  if (found !== undefined) return found[0];
  throw problemError("container/invalid", `invalid signal: ${text.slice(0, 64)}`, {
    next: "Use a name such as SIGTERM, or a number.",
  });
}

/** A container's stop signal; SIGTERM for one of its image that has no name here, such as SIGRTMIN+3. */
export function stopSignalOf({ stopSignal = "SIGTERM" }: ContainerSpec): NodeJS.Signals {
  try {
    return parseSignal(stopSignal);
  } catch {
    return "SIGTERM";
  }
}

const SIGNALS = Object.entries(constants.signals).flatMap(([name, number]) =>
  isSignal(name) ? [[name, number] as const] : [],
);

function isSignal(name: string): name is NodeJS.Signals {
  return name in constants.signals;
}
