import { unpinnedRpms } from "./rpmVersion.ts";
import type { Rule } from "./rule.ts";

export const dl3033: Rule = {
  code: "DL3033",
  severity: "warning",
  title: "Pin versions in yum install",
  message: "Specify version with `yum install -y <package>-<version>`.",
  why: "Without versions, yum installs whatever is current at build time. With versions, the build gets what you tested or fails, and an upgrade is a visible change.",
  bad: "FROM centos:7\nRUN yum install -y httpd && yum clean all\n",
  good: "FROM centos:7\nRUN yum install -y httpd-2.4.6 && yum clean all\n",
  find: unpinnedRpms(["yum"], []),
};
