import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3034 } from "./dl3034.ts";

describeRule(dl3034, bashFromModules, {
  fires: ["RUN ¦zypper install httpd=2¦\n", "RUN zypper rm httpd\n", "RUN zypper patch\n"],
  quiet: [
    "RUN zypper install -n httpd=2\n",
    "RUN zypper --non-interactive install httpd=2\n",
    "RUN zypper install -y httpd=2\n",
    "RUN zypper refresh\n",
  ],
  fixes: [["RUN zypper install httpd=2\n", "RUN zypper -n install httpd=2\n"]],
});
