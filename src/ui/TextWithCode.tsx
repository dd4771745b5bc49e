import { splitCode } from "../lib/splitCode.ts";
import { visibleText } from "../lib/visibleText.ts";

/** A sentence whose `code` is set in the code face. */
export function TextWithCode({ text }: { text: string }) {
  return splitCode(visibleText(text)).map(({ text: part, isCode }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other identity and never move
    isCode ? <code key={index}>{part}</code> : part,
  );
}
