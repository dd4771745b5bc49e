import { unpinnedRpms } from "./rpmVersion.ts";
import type { Rule } from "./rule.ts";

export const dl3041: Rule = {
  code: "DL3041",
  severity: "warning",
  title: "Pin versions in dnf install",
  message: "Specify version with `dnf install -y <package>-<version>`.",
  why: "Without versions, dnf installs whatever is current at build time. With versions, the build gets what you tested or fails, and an upgrade is a visible change.",
  bad: "FROM fedora:40\nRUN dnf install -y httpd && dnf clean all\n",
  good: "FROM fedora:40\nRUN dnf install -y httpd-2.4.6 && dnf clean all\n",
  find: unpinnedRpms(["dnf", "microdnf"], ["group"]),
};
