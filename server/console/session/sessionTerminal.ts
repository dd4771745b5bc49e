import { DETACH_KEYS, readDetachKeys } from "#contract/docker/detachKeys.ts";
import type { Terminal, TerminalSize } from "../command/commandIo.ts";
import { BrokenPipe } from "../shell/pipe.ts";
import type { Keyboard } from "./keyboard.ts";
import type { LineEditor } from "./lineEditor.ts";
import type { Screen } from "./screen.ts";

/** The person's terminal, for one command. */
export function sessionTerminal({
  screen,
  editor,
  keyboard,
  isOpen,
  size,
  listeners,
}: {
  readonly screen: Screen;
  readonly editor: LineEditor;
  readonly keyboard: Keyboard;
  /** Whether the command may still use it. */
  readonly isOpen: () => boolean;
  readonly size: () => TerminalSize;
  readonly listeners: Set<(size: TerminalSize) => void>;
}): Terminal {
  return {
    size,
    onResize(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    openRaw(detachKeys = DETACH_KEYS) {
      if (!isOpen()) throw new BrokenPipe();
      const keys = readDetachKeys(detachKeys);
      if (keys === undefined) throw new RangeError(`invalid detach keys (${detachKeys}) provided`);
      editor.cancel();
      return { ...keyboard.openRaw(keys), write: (bytes) => screen.write(bytes) };
    },
    async ask(prompt, { hidden = false } = {}) {
      if (!isOpen()) throw new BrokenPipe();
      const reading = editor.read({ prompt, hidden });
      keyboard.release();
      const read = await reading;
      return read.kind === "line" ? read.text : undefined;
    },
  };
}
