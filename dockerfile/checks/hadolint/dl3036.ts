import { runsWith } from "../../shell/shellWords.ts";
import { deletes, missingClean } from "./missingClean.ts";
import { hasMountAt } from "./mounts.ts";
import type { Rule } from "./rule.ts";

export const dl3036: Rule = {
  code: "DL3036",
  severity: "warning",
  title: "Clean up after zypper",
  message: "`zypper clean` missing after zypper use.",
  why: "zypper keeps its downloads, and the layer stores them. Only the same RUN can delete them for good.",
  bad: "FROM opensuse/leap:15.6\nRUN zypper -n install httpd=2.4.6\n",
  good: "FROM opensuse/leap:15.6\nRUN zypper -n install httpd=2.4.6 && zypper clean\n",
  find: missingClean({
    installs: (command) => runsWith(command, ["zypper"], ["install", "in"]),
    cleans: (command) => runsWith(command, ["zypper"], ["clean", "cc"]) || deletes(command, "/var/cache/zypp"),
    isMounted: (run) => hasMountAt(run, "/var/cache/zypp"),
    remedy: () => "zypper clean",
  }),
};
