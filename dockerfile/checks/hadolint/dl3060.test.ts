import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3060 } from "./dl3060.ts";

describeRule(dl3060, bashFromModules, {
  fires: [
    "RUN ¦yarn install¦\n",
    "RUN yarn cache clean && yarn install\n",
    "FROM node:22 AS base\nRUN yarn install\nFROM base\n",
  ],
  quiet: [
    "RUN yarn install && yarn cache clean\n",
    "RUN --mount=type=cache,target=/root/.cache/yarn yarn install\n",
    "FROM node:22 AS build\nRUN yarn install\nFROM debian:12\nCOPY --from=build /a /a\n",
    "RUN yarn build\n",
  ],
  fixes: [["RUN yarn install\n", "RUN yarn install && yarn cache clean\n"]],
});
