import { visibleName } from "../text/visibleText.ts";

/** Longest folder in the prompt, in characters: only the end of a longer one is shown. */
const MOST_CHARACTERS = 40;

/** `~/app $ `, after a failure `[1] ~/app $ `. */
export function promptText(folder: string, lastCode: number): string {
  const path = visibleName(folder === "" ? "~" : `~/${folder}`);
  const shown = path.length > MOST_CHARACTERS ? `…${path.slice(-MOST_CHARACTERS)}` : path;
  const failed = lastCode === 0 ? "" : `\x1b[31m[${lastCode}]\x1b[0m `;
  return `${failed}\x1b[34m${shown}\x1b[0m $ `;
}
