import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3033 } from "./dl3033.ts";

describeRule(dl3033, bashFromModules, {
  fires: ["RUN yum install -y ¦tomcat¦\n", "RUN yum module install -y tomcat\n"],
  quiet: [
    "RUN yum install -y tomcat-9.2\n",
    "RUN yum module install -y tomcat:9\n",
    "RUN yum install -y tomcat.rpm\n",
    "ARG V=9\nRUN yum install -y tomcat-${V}\n",
    "RUN bash -c 'x'\n",
  ],
});
