import { messages } from "./messages.ts";
import { addNotice } from "./notices.ts";

/** Puts a text on the clipboard and says so, or that the browser does not allow it. */
export async function copyText(
  text: string,
  words: { readonly copied: string; readonly failed?: string },
): Promise<void> {
  const fault = await copyFault(text);
  if (fault === undefined) addNotice({ text: words.copied });
  else addNotice({ text: words.failed ?? fault, tone: "error" });
}

/** The same without a notice: what a person is told if it did not work. */
export async function copyFault(text: string): Promise<string | undefined> {
  try {
    await navigator.clipboard.writeText(text);
    return undefined;
  } catch {
    return messages.copyFailed;
  }
}
