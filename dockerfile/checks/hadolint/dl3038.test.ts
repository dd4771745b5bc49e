import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3038 } from "./dl3038.ts";

describeRule(dl3038, bashFromModules, {
  fires: ["RUN ¦dnf install httpd-2¦\n", "RUN microdnf install httpd-2\n"],
  quiet: ["RUN dnf install -y httpd-2\n", "RUN microdnf -y install httpd-2\n"],
  fixes: [["RUN dnf install httpd-2\n", "RUN dnf install -y httpd-2\n"]],
});
