import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3030 } from "./dl3030.ts";

describeRule(dl3030, bashFromModules, {
  fires: ["RUN ¦yum install httpd-2¦\n", "RUN yum groupinstall x\n"],
  quiet: [
    "RUN yum install -y httpd-2\n",
    "RUN yum -y install httpd-2\n",
    "RUN yum install --assumeyes httpd-2\n",
    "RUN bash -c 'yum install x'\n",
  ],
  fixes: [["RUN yum install httpd-2\n", "RUN yum install -y httpd-2\n"]],
});
