import { MAX_CONSOLE_TEXT } from "#contract/console.ts";
import { parseScript } from "../shell/parseScript.ts";
import { isStop } from "../shell/syntax.ts";
import type { Keyboard } from "./keyboard.ts";
import type { LineEditor, ReadLine, ReadLineOptions } from "./lineEditor.ts";
import type { Screen } from "./screen.ts";

export interface ScriptReaderOptions {
  readonly screen: Screen;
  readonly editor: LineEditor;
  readonly keyboard: Keyboard;
  readonly prompt: () => string;
  /** Called with each first line that the editor keeps, for later consoles. */
  readonly onLine: (line: string) => void;
  readonly onInterrupt: () => void;
}

/** Reads what is typed at the prompt. */
export class ScriptReader {
  readonly #options: ScriptReaderOptions;

  constructor(options: ScriptReaderOptions) {
    this.#options = options;
  }

  /** Reads lines until they are a whole script. `typed` comes back if another text goes first. */
  async read(typed: string): Promise<{ readonly text?: string; readonly typed: string }> {
    let text = "";
    for (;;) {
      const isFirst = text === "";
      const read = await this.#readLine({
        prompt: isFirst ? this.#options.prompt() : "> ",
        isCommand: isFirst,
        typed: isFirst ? typed : "",
      });
      if (read.kind === "canceled") return { typed: isFirst ? read.typed : "" };
      if (read.kind !== "line") {
        await this.#leaveLine(read.kind, isFirst);
        return { typed: "" };
      }
      if (isFirst && read.text.trim() !== "") this.#keep(read.text);
      text += `${read.text}\n`;
      if (isWhole(text)) return { text, typed: "" };
    }
  }

  #readLine(options: ReadLineOptions): Promise<ReadLine> {
    const { editor, keyboard } = this.#options;
    const reading = editor.read(options);
    keyboard.release();
    return reading;
  }

  async #leaveLine(kind: "interrupt" | "end", isFirst: boolean): Promise<void> {
    const { screen, onInterrupt } = this.#options;
    if (kind === "interrupt") onInterrupt();
    else await screen.write(Buffer.from(isFirst ? "\r\nType exit to end the console.\r\n" : "\r\n"));
  }

  #keep(line: string): void {
    const { editor, onLine } = this.#options;
    if (editor.history[0] === line) onLine(line);
  }
}

function isWhole(text: string): boolean {
  if (text.length > MAX_CONSOLE_TEXT) return true;
  const parsed = parseScript(text);
  return !(isStop(parsed) && parsed.stop === "incomplete");
}
