import { setTimeout } from "node:timers/promises";
import { tell } from "./fileFaults.ts";
import { defineWord } from "./word.ts";

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, "": 1 };
const MOST_SECONDS = 3600;

export const sleep = defineWord({
  name: "sleep",
  usage: "SECONDS",
  description: "Wait: 5, 0.5, 2m. At most an hour",
  flags: {},
  async run({ args: [text = ""] }, context) {
    const match = /^(\d{1,9}(?:\.\d{1,9})?)([smh]?)$/.exec(text);
    if (match === null)
      return tell(context, "sleep", [text === "" ? "missing operand" : `invalid time interval '${text}'`]);
    const seconds = Number(match[1]) * (SECONDS[match[2] ?? ""] ?? 1);
    await setTimeout(Math.min(seconds, MOST_SECONDS) * 1000, undefined, { signal: context.signal });
    return 0;
  },
});
