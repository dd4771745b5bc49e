import { setImmediate } from "node:timers/promises";
import { FAULT_WORDS } from "../command/consoleFiles.ts";
import { faultOf } from "./fileFaults.ts";
import type { WordContext } from "./word.ts";

export interface NamedInput {
  /** As typed; `-` is stdin. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What a word reads: the files it names, or stdin if it names none. A fault is told instead, and the word goes on. */
export async function* inputsOf(
  args: readonly string[],
  context: WordContext,
  onFault: (name: string, fault: string) => Promise<void>,
): AsyncGenerator<NamedInput, void> {
  for (const name of args.length === 0 ? ["-"] : args) {
    if (name === "-") {
      yield { name, bytes: context.io.stdin };
      continue;
    }
    const resolved = await context.files.resolve(name);
    if (resolved.kind === "file") yield { name, bytes: context.files.read(resolved.file) };
    else await onFault(name, faultOf(resolved) ?? FAULT_WORDS["is-folder"]);
  }
}

/** Longest line that is kept whole, in characters; a longer one is cut into several. */
const MOST_LINE = 1_000_000;

/** Milliseconds of work on lines after which others get a turn. */
const TURN = 10;

/** The lines of an input, with their newline if they have one. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let rest = "";
  let since = performance.now();
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (performance.now() - since > TURN) {
        await setImmediate();
        since = performance.now();
      }
      yield `${line}\n`;
    }
    if (rest.length > MOST_LINE) {
      yield rest;
      rest = "";
    }
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
