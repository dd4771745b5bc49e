import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3037 } from "./dl3037.ts";

describeRule(dl3037, bashFromModules, {
  fires: ["RUN zypper -n install ¦tomcat¦\n"],
  quiet: [
    "RUN zypper -n install tomcat=9\n",
    "RUN zypper -n install 'tomcat>=9'\n",
    "RUN zypper -n install tomcat.rpm\n",
  ],
});
