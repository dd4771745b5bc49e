import type { Output } from "../command/commandIo.ts";

/**
 * Control characters that could move the cursor, change colors, or turn text around: C0 but for newline and tab, DEL, C1,
 * and the bidirectional overrides.
 */
const CONTROL = /\r(?!\n)|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/** The text with control characters shown as `cat -v` does: `^[` for ESC. */
export function visibleText(text: string): string {
  return text.replaceAll(CONTROL, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return `^${String.fromCharCode(code + 64)}`;
    return code === 0x7f ? "^?" : "?";
  });
}

/** A name on one line. */
export function visibleName(name: string): string {
  return visibleText(name).replaceAll("\n", "^J").replaceAll("\t", "^I");
}

/** A terminal that shows control characters instead of obeying them; files and pipes get everything as it is. */
export function visibleOutput(output: Output): Output {
  if (!output.isTerminal) return output;
  const decoder = new TextDecoder("utf-8");
  return {
    isTerminal: true,
    write: (chunk) =>
      output.write(visibleText(typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }))),
  };
}
