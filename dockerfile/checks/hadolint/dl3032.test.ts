import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3032 } from "./dl3032.ts";

describeRule(dl3032, bashFromModules, {
  fires: ["RUN ¦yum install -y mariadb-10¦\n", "RUN yum clean all && yum install -y mariadb-10\n"],
  quiet: [
    "RUN yum install -y mariadb-10 && yum clean all\n",
    "RUN yum install -y mariadb-10 && rm -rf /var/cache/yum/*\n",
    "RUN --mount=type=cache,target=/var/cache/yum yum install -y mariadb-10\n",
    "RUN yum update\n",
  ],
  fixes: [["RUN yum install -y mariadb-10\n", "RUN yum install -y mariadb-10 && yum clean all\n"]],
});
