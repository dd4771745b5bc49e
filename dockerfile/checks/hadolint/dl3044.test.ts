import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3044 } from "./dl3044.ts";

describeRule(dl3044, bashFromModules, {
  fires: [
    "ENV PATH=/bla:${PATH} PATH=/blubb:${PATH}\n",
    "ENV BLA=1 BLUBB=$BLA/$BLAFOO\n",
    'ENV BLA="/bla" BLUBB=¦"$BLA/blubb"¦\n',
    "ENV BLA=1 \\\n    BLUBB=${BLA}x\n",
  ],
  quiet: [
    'ENV BLA="/bla"\nENV BLUBB="$BLA/x"\n',
    "ENV PATH=/bla:$PATH\n",
    "ENV BLA=1 BLUBB=$BLAFOO\n",
    "ARG BLA\nENV BLA=$BLA BLUBB=$BLA\n",
    "ENV BLA=1 BLUBB=\\$BLA\n",
  ],
  fixes: [["ENV BLA=1 \\\n    BLUBB=${BLA}x\n", "ENV BLA=1\nENV BLUBB=${BLA}x\n"]],
});
