import type { CommandContext } from "./commandContext.ts";
import type { Output } from "./commandIo.ts";

/** What a command wrote. */
export interface TestTerminal {
  readonly context: CommandContext;
  readonly out: () => string;
  readonly err: () => string;
}

function sink(): Output & { readonly text: () => string } {
  const chunks: Uint8Array[] = [];
  return {
    isTerminal: false,
    write: async (chunk) => void chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk),
    text: () => Buffer.concat(chunks).toString("utf8"),
  };
}

/** A context for commands that only write: whatever else they use is missing. */
export function testTerminal(rest: Partial<CommandContext> = {}): TestTerminal {
  const [stdout, stderr] = [sink(), sink()];
  const missing = (): never => {
    throw new TypeError("not in this test");
  };
  const context: CommandContext = {
    owner: "owner",
    workspace: "workspace",
    get services() {
      return missing();
    },
    get files() {
      return missing();
    },
    io: {
      stdin: {
        isTerminal: false,
        async *[Symbol.asyncIterator]() {},
      },
      stdout,
      stderr,
    },
    signal: new AbortController().signal,
    onInterrupt: () => () => {},
    onBuild: () => {},
    env: new Map(),
    folder: "",
    ...rest,
  };
  return { context, out: stdout.text, err: stderr.text };
}
