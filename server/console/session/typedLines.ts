import type { Input } from "../command/commandIo.ts";
import type { Keyboard } from "./keyboard.ts";
import type { LineEditor } from "./lineEditor.ts";

/** What is typed while a command reads: lines, until Ctrl-D. */
export function typedLines({
  editor,
  keyboard,
  isOpen,
  signal,
  onInterrupt,
}: {
  readonly editor: LineEditor;
  readonly keyboard: Keyboard;
  readonly isOpen: () => boolean;
  readonly signal: AbortSignal;
  readonly onInterrupt: () => void;
}): Input {
  async function* lines(): AsyncGenerator<Uint8Array, void> {
    const stop = () => editor.cancel();
    signal.addEventListener("abort", stop);
    try {
      while (!signal.aborted && isOpen() && !editor.isReading) {
        const reading = editor.read({ prompt: "" });
        keyboard.release();
        const read = await reading;
        if (read.kind === "interrupt") onInterrupt();
        else if (read.kind !== "line") return;
        else yield Buffer.from(`${read.text}\n`);
      }
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }
  return { isTerminal: true, [Symbol.asyncIterator]: lines };
}
