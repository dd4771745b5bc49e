import { hasWord, runsWith } from "../../shell/shellWords.ts";
import { deletes, missingClean } from "./missingClean.ts";
import { hasMountAt } from "./mounts.ts";
import type { Rule } from "./rule.ts";

const TOOLS = ["dnf", "microdnf"];
const INSTALL = ["install", "in", "upgrade", "up", "upgrade-minimal", "up-min", "reinstall", "rei"];
const CACHES = ["/var/cache/libdnf5", "/var/cache/dnf", "/var/cache/yum", ".cache/libdnf5"];

export const dl3040: Rule = {
  code: "DL3040",
  severity: "warning",
  title: "Clean up after dnf",
  message: "`dnf clean all` missing after dnf command.",
  why: "dnf keeps its downloads, and the layer stores them. Only the same RUN can delete them for good.",
  bad: "FROM fedora:40\nRUN dnf install -y httpd-2.4.6\n",
  good: "FROM fedora:40\nRUN dnf install -y httpd-2.4.6 && dnf clean all\n",
  find: missingClean({
    installs: (command) => runsWith(command, TOOLS, INSTALL),
    cleans: (command, { name }) =>
      (runsWith(command, [name], ["clean"]) && hasWord(command, ["all"])) ||
      CACHES.some((cache) => deletes(command, cache)),
    isMounted: (run) => hasMountAt(run, ...CACHES),
    remedy: ({ name }) => `${name} clean all`,
  }),
};
