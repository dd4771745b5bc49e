import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3036 } from "./dl3036.ts";

describeRule(dl3036, bashFromModules, {
  fires: ["RUN ¦zypper -n install httpd=2¦\n", "RUN zypper clean && zypper in -y httpd=2\n"],
  quiet: [
    "RUN zypper -n install httpd=2 && zypper clean\n",
    "RUN zypper -n in httpd=2 && zypper cc\n",
    "RUN --mount=type=cache,target=/var/cache/zypp zypper -n in httpd=2\n",
  ],
  fixes: [["RUN zypper -n in httpd=2\n", "RUN zypper -n in httpd=2 && zypper clean\n"]],
});
