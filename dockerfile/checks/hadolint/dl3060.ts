import { hasWord, runsWith } from "../../shell/shellWords.ts";
import { missingClean } from "./missingClean.ts";
import { hasMountAt } from "./mounts.ts";
import type { Rule } from "./rule.ts";
import { isKept } from "./stageSteps.ts";

const find = missingClean({
  installs: (command) => runsWith(command, ["yarn"], ["install"]),
  cleans: (command) => runsWith(command, ["yarn"], ["cache"]) && hasWord(command, ["clean"]),
  isMounted: (run) => hasMountAt(run, ".cache/yarn", ".yarn/cache", "/usr/local/share/.cache"),
  remedy: () => "yarn cache clean",
});

export const dl3060: Rule = {
  code: "DL3060",
  severity: "info",
  title: "Clean up after yarn",
  message: "`yarn cache clean` missing after `yarn install` was run.",
  why: "yarn keeps its downloads, and the layer stores them. Only the same RUN can delete them for good.",
  bad: "FROM node:22\nRUN yarn install\n",
  good: "FROM node:22\nRUN yarn install && yarn cache clean\n",
  // What a stage leaves behind only counts if it gets into an image.
  find: (context) => find({ ...context, runs: context.runs.filter(({ stage }) => isKept(stage, context)) }),
};
