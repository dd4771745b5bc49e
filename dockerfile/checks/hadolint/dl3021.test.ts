import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3021 } from "./dl3021.ts";

describeRule(dl3021, bashFromModules, {
  fires: ["COPY a b ¦/x¦\n", 'COPY a b "/x"\n'],
  quiet: ["COPY a b /x/\n", "COPY a /x\n", 'COPY a b "/x/"\n'],
  fixes: [["COPY a b /x\n", "COPY a b /x/\n"]],
});
