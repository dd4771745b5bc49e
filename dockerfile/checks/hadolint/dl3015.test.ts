import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3015 } from "./dl3015.ts";

describeRule(dl3015, bashFromModules, {
  fires: ["RUN ¦apt-get install -y curl¦\n", "ONBUILD RUN apt-get install curl\n"],
  quiet: [
    "RUN apt-get install -y --no-install-recommends curl\n",
    "RUN apt-get install -o APT::Install-Recommends=false curl\n",
    "RUN apt-get remove curl\n",
  ],
  fixes: [["RUN apt-get install -y curl\n", "RUN apt-get install --no-install-recommends -y curl\n"]],
});
