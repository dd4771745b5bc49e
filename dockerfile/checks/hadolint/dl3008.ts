import { operands, runsWith } from "../../shell/shellWords.ts";
import { inCommands, spanOf } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";

export const dl3008: Rule = {
  code: "DL3008",
  severity: "warning",
  title: "Pin versions in apt-get install",
  message:
    "Pin versions in apt get install. Instead of `apt-get install <package>` use `apt-get install <package>=<version>`",
  why: "Without versions, apt-get installs whatever is current at build time. With versions, the build gets what you tested or fails, and an upgrade is a visible change.",
  bad: "FROM debian:12\nRUN apt-get update && apt-get install -y curl\n",
  good: "FROM debian:12\nRUN apt-get update && apt-get install -y curl=7.88.1-10\n",
  find: inCommands((command) => {
    if (!runsWith(command, ["apt-get"], ["install"])) return undefined;
    const packages = operands(command, ["t", "target-release", "o", "option", "c", "config-file"]);
    const place = spanOf(packages.filter(({ text }) => text !== "install" && !/[=/]|\.deb$/.test(text)));
    return place && { place };
  }),
};
