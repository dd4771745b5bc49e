import { expect } from "vitest";
import type { RunResult, StartedCommand } from "./executor.ts";

/** For tests: a person at a terminal, who types and waits for output. */
export interface Typist extends StartedCommand {
  type(text: string): void;
  /** Waits until the terminal has shown the text since the last call. */
  sees(text: string): Promise<void>;
  shown(): string;
}

export function sitAt(command: StartedCommand): Typist {
  let shown = "";
  let read = 0;
  command.output.stdout.on("data", (bytes: Buffer) => {
    shown += bytes.toString();
  });
  command.output.stderr.resume();
  return {
    ...command,
    type: (text) => void command.stdin?.write(text),
    async sees(text) {
      await expect.poll(() => shown.slice(read), { timeout: 20_000, interval: 5 }).toContain(text);
      read = shown.indexOf(text, read) + text.length;
    },
    shown: () => shown,
  };
}

export async function showing(typist: Typist): Promise<{ outcome: RunResult; shown: string }> {
  const outcome = await typist.wait();
  return { outcome, shown: typist.shown() };
}
