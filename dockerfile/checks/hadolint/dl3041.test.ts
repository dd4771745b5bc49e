import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3041 } from "./dl3041.ts";

describeRule(dl3041, bashFromModules, {
  fires: ["RUN dnf install -y ¦tomcat¦\n", "RUN dnf install -y rpm-sign\n", "RUN dnf module install -y tomcat\n"],
  quiet: [
    "RUN dnf install -y gcc-c++-1.1.1 openssl-1:1.1.1k rpm-sign-4.16.1.3\n",
    "RUN dnf install -y tomcat-9.0.1\n",
    "RUN microdnf install -y tomcat-9.0.1-1.fc40\n",
    "RUN dnf module install -y tomcat:9\n",
    "RUN dnf group install -y tools\n",
    "RUN dnf install -y my-tomcat.rpm\n",
    "ARG V=9\nRUN dnf install -y tomcat-${V}\n",
  ],
});
