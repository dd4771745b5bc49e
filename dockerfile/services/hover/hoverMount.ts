import { MOUNT_KEYS, mountKeyOf } from "../../instructions/runMount.ts";
import type { StatementHead } from "../../syntax/statement.ts";
import { type Hover, markdown } from "../lsp.ts";
import { MOUNT_TYPES, SHARING } from "../mountTypes.ts";

/** A key in the value of `--mount`, or what is mounted and how it is shared. */
export function hoverMount({ flags, line }: StatementHead, index: number): Hover | undefined {
  const flag = flags.find(({ name, valueStart, end }) => name === "mount" && valueStart <= index && index <= end);
  if (flag === undefined) return undefined;
  let start = flag.valueStart;
  for (const field of line.text.slice(flag.valueStart, flag.end).split(",")) {
    const end = start + field.length;
    if (index <= end) {
      const [word = "", value = ""] = field.split("=", 2);
      const keyEnd = start + word.length;
      const key = mountKeyOf(word);
      if (index > keyEnd) return tell(word, value, line.rangeOf(keyEnd + 1, end));
      return key && { contents: markdown(`**${key}** ${MOUNT_KEYS[key]}`), range: line.rangeOf(start, keyEnd) };
    }
    start = end + 1;
  }
  return undefined;
}

function tell(key: string, value: string, range: Hover["range"]): Hover | undefined {
  const about = key === "sharing" ? SHARING[value] : key === "type" ? MOUNT_TYPES[value]?.summary : undefined;
  return about === undefined ? undefined : { contents: markdown(`**${key}=${value}** ${about}`), range };
}
