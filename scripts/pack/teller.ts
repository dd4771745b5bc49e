/** Reports progress. */
export interface Teller {
  say(line: string): void;
  /** Replaces what it said last; only in a terminal. */
  progress(line: string): void;
}

export function tellerOf(stream: NodeJS.WriteStream): Teller {
  const clear = stream.isTTY ? "\r\x1b[K" : "";
  return {
    say: (line) => stream.write(`${clear}${line}\n`),
    progress(line) {
      if (stream.isTTY) stream.write(`${clear}${line}`);
    },
  };
}
