import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3048 } from "./dl3048.ts";

describeRule(dl3048, bashFromModules, {
  fires: [
    "LABEL invalid$character=1\n",
    "LABEL ¦My.Label¦=1\n",
    "LABEL foo..bar=1\n",
    "LABEL com.docker.x=1\n",
    "LABEL 1x=1\n",
    'LABEL "foo bar"=1\n',
  ],
  quiet: [
    "LABEL foo.bar-x=1\n",
    "LABEL foo_bar=1\n",
    "LABEL org.opencontainers.image.title=x\n",
    "ARG X\nLABEL $X=1\n",
  ],
  fixes: [["LABEL My.Label=1\n", "LABEL my.label=1\n"]],
});
