import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3054 } from "./dl3054.ts";

describeRule(dl3054, bashFromModules, {
  fires: ['LABEL license=¦"Not A Licence"¦\n'],
  quiet: [
    "LABEL license=MIT\n",
    'LABEL license="Apache-2.0 OR MIT"\n',
    'LABEL license="GPL-2.0-only WITH Classpath-exception-2.0"\n',
  ],
  fixes: [
    ["LABEL license=mit\n", "LABEL license=MIT\n"],
    ['LABEL license="apache-2.0"\n', 'LABEL license="Apache-2.0"\n'],
  ],
});
