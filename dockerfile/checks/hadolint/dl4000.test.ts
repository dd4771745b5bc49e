import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl4000 } from "./dl4000.ts";

describeRule(dl4000, bashFromModules, {
  fires: ["¦MAINTAINER¦ x\n"],
  quiet: ["LABEL maintainer=x\n"],
});
