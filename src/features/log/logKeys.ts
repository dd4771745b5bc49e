import type { KeyboardEvent } from "react";
import { openLogFind } from "../../state/build/logFind.ts";
import { toggleLogWrap } from "../../state/page/logView.ts";

/** The keys of the log, wherever in it the focus is. */
export function onLogKey(event: KeyboardEvent): void {
  const command = commandOf(event);
  if (!command) return;
  event.preventDefault();
  command();
}

function commandOf(event: KeyboardEvent): (() => void) | undefined {
  if (event.shiftKey) return undefined;
  const mod = event.ctrlKey || event.metaKey;
  if (event.key === "f" && mod && !event.altKey) return openLogFind;
  return isLetterZ(event) && event.altKey && !mod ? toggleLogWrap : undefined;
}

/** Alt and a letter is another character on a Mac, "Ω": there the place of the key decides. */
function isLetterZ({ key, code }: KeyboardEvent): boolean {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() === "z" : code === "KeyZ";
}
