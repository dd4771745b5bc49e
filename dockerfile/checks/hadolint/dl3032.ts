import { hasWord, runsWith } from "../../shell/shellWords.ts";
import { deletes, missingClean } from "./missingClean.ts";
import { hasMountAt } from "./mounts.ts";
import type { Rule } from "./rule.ts";

export const dl3032: Rule = {
  code: "DL3032",
  severity: "warning",
  title: "Clean up after yum",
  message: "`yum clean all` missing after yum command.",
  why: "yum keeps its downloads, and the layer stores them. Only the same RUN can delete them for good.",
  bad: "FROM centos:7\nRUN yum install -y httpd-2.4.6\n",
  good: "FROM centos:7\nRUN yum install -y httpd-2.4.6 && yum clean all\n",
  find: missingClean({
    installs: (command) => runsWith(command, ["yum"], ["install"]),
    cleans: (command) =>
      (runsWith(command, ["yum"], ["clean"]) && hasWord(command, ["all"])) || deletes(command, "/var/cache/yum"),
    isMounted: (run) => hasMountAt(run, "/var/cache/yum"),
    remedy: () => "yum clean all",
  }),
};
