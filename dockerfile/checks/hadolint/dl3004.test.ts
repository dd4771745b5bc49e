import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3004 } from "./dl3004.ts";

describeRule(dl3004, bashFromModules, {
  fires: ["RUN ¦sudo¦ make\n", "RUN true && sudo -u app make\n", "ONBUILD RUN sudo make\n"],
  quiet: ["RUN apt-get install -y sudo=1\n", "RUN gosu app make\n"],
  fixes: [
    ["RUN true && sudo make\n", "RUN true && make\n"],
    ["RUN sudo \\\n    make\n", "RUN make\n"],
  ],
});
