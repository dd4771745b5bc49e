import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3047 } from "./dl3047.ts";

describeRule(dl3047, bashFromModules, {
  fires: ["RUN ¦wget https://x/y¦\n"],
  quiet: [
    "RUN wget -q https://x/y\n",
    "RUN wget -nv https://x/y\n",
    "RUN wget --progress=dot:giga https://x/y\n",
    "RUN wget --quiet https://x/y\n",
    "RUN wget -o log https://x/y\n",
    "RUN apt-get install wget\n",
  ],
  fixes: [["RUN wget https://x/y\n", "RUN wget --progress=dot:giga https://x/y\n"]],
});
