import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3027 } from "./dl3027.ts";

describeRule(dl3027, bashFromModules, {
  fires: ["RUN ¦apt¦ install -y curl\n", "RUN sudo apt update\n"],
  quiet: ["RUN apt-get install -y curl\n", "RUN apt-cache show curl\n", "RUN echo apt\n"],
  fixes: [
    ["RUN apt install -y curl\n", "RUN apt-get install -y curl\n"],
    ["RUN apt show curl\n", "RUN apt-cache show curl\n"],
  ],
});
