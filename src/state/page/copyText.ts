import { addNotice } from "./notices.ts";

/** Puts a text on the clipboard and says so, or that the browser does not allow it. */
export async function copyText(
  text: string,
  words: { readonly copied: string; readonly failed: string },
): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    addNotice({ text: words.copied });
  } catch {
    addNotice({ text: words.failed, tone: "error" });
  }
}
