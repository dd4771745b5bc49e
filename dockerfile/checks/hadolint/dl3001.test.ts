import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3001 } from "./dl3001.ts";

describeRule(dl3001, bashFromModules, {
  fires: ["RUN ¦top¦\n", "RUN ps aux && true\n", "ONBUILD RUN ssh host\n"],
  quiet: ["RUN ls ssh\n", "RUN --mount=type=ssh git clone git@x:y\n", "RUN echo kill\n"],
});
