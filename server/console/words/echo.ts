import { visibleText } from "../text/visibleText.ts";
import { defineWord } from "./word.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  E: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

export const echo = defineWord({
  name: "echo",
  usage: "[-neE] [STRING]...",
  description: "Print its arguments. -n: no newline at the end; -e: \\n, \\t, and such are characters",
  flags: {},
  printsControls: true,
  prepare: (args) => ["--", ...args],
  async run({ args }, { io: { stdout } }) {
    let [hasNewline, hasEscapes, first] = [true, false, 0];
    for (; /^-[neE]+$/.test(args[first] ?? ""); first++) {
      for (const letter of args[first] ?? "") {
        if (letter === "n") hasNewline = false;
        else if (letter !== "-") hasEscapes = letter === "e";
      }
    }
    const written = args.slice(first).join(" ");
    // What patterns found may have any name; escapes that the person wrote are meant.
    const text = stdout.isTerminal ? visibleText(written) : written;
    const { shown, isCut } = hasEscapes ? unescaped(text) : { shown: text, isCut: false };
    await stdout.write(shown + (hasNewline && !isCut ? "\n" : ""));
    return 0;
  },
});

/** `\c` ends the output. */
function unescaped(text: string): { readonly shown: string; readonly isCut: boolean } {
  const end = /^(?:[^\\]|\\[^c])*?\\c/s.exec(text);
  const part = end === null ? text : end[0].slice(0, -2);
  const shown = part.replaceAll(/\\(?:0([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(.))/gs, (all, octal, hex, letter) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return ESCAPES[letter] ?? all;
  });
  return { shown, isCut: end !== null };
}
