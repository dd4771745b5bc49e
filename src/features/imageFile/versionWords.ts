import type { FileVersion } from "#contract/imageFile.ts";
import { DIFFERENCE_WORDS } from "../../lib/differenceWords.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { messages } from "./messages.ts";

/** What a layer did to a file, after the line or layer that did it: "changed its mode and owner". */
export function versionWords(version: FileVersion): string {
  if (version.change === "added") return version.base ? messages.broughtIt : messages.made;
  if (version.change === "deleted")
    return version.with === undefined ? messages.hid : messages.hidWith(visibleText(version.with));
  if (version.differences.length === 0) return version.contentUnknown ? messages.notCompared : messages.storedAgain;
  const names = version.differences.map((difference) => DIFFERENCE_WORDS[difference]);
  return messages.changed(new Intl.ListFormat("en-US").format(names));
}
