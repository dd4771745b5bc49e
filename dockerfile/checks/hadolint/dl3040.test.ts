import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3040 } from "./dl3040.ts";

describeRule(dl3040, bashFromModules, {
  fires: [
    "RUN dnf install -y mariadb-10.4 && microdnf clean all\n",
    "RUN ¦dnf install -y mariadb-10¦\n",
    "RUN microdnf install -y mariadb-10\n",
    "RUN dnf clean all && dnf upgrade -y\n",
  ],
  quiet: [
    "RUN microdnf install -y mariadb-10.4 && rm -rf /var/cache/yum/*\n",
    "RUN dnf install -y mariadb-10 && dnf clean all\n",
    "RUN microdnf install -y mariadb-10 && microdnf clean all\n",
    "RUN dnf install -y mariadb-10 && rm -rf /var/cache/libdnf5*\n",
    "RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y mariadb-10\n",
  ],
  fixes: [["RUN microdnf install -y mariadb-10\n", "RUN microdnf install -y mariadb-10 && microdnf clean all\n"]],
});
