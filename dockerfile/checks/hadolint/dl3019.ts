import { hasFlag, runsWith } from "../../shell/shellWords.ts";
import { addWord, inCommands } from "./commandFinding.ts";
import { hasMountAt } from "./mounts.ts";
import type { Rule } from "./rule.ts";
import { wordOf } from "./wordOf.ts";

export const dl3019: Rule = {
  code: "DL3019",
  severity: "info",
  title: "Use apk --no-cache",
  message:
    "Use the `--no-cache` switch to avoid the need to use `--update` and remove `/var/cache/apk/*` when done installing packages",
  why: "apk keeps its package index, and the layer stores it. With --no-cache, apk leaves no index behind.",
  bad: "FROM alpine:3.20\nRUN apk add curl=8.9.0-r0\n",
  good: "FROM alpine:3.20\nRUN apk add --no-cache curl=8.9.0-r0\n",
  find: inCommands((command, run) => {
    if (!runsWith(command, ["apk"], ["add"]) || hasFlag(command, "no-cache")) return undefined;
    if (hasMountAt(run, "/var/cache/apk", "/etc/apk/cache")) return undefined;
    return { fixes: [addWord(run, wordOf(command, ["add"]), "--no-cache")] };
  }),
};
