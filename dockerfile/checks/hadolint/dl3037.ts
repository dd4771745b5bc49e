import { operands, runsWith } from "../../shell/shellWords.ts";
import { inCommands, spanOf } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";

const INSTALL = ["install", "in"];

export const dl3037: Rule = {
  code: "DL3037",
  severity: "warning",
  title: "Pin versions in zypper install",
  message: "Specify version with `zypper install -y <package>=<version>`.",
  why: "Without versions, zypper installs whatever is current at build time. With versions, the build gets what you tested or fails, and an upgrade is a visible change.",
  bad: "FROM opensuse/leap:15.6\nRUN zypper -n install httpd && zypper clean\n",
  good: "FROM opensuse/leap:15.6\nRUN zypper -n install httpd=2.4.6 && zypper clean\n",
  find: inCommands((command) => {
    if (!runsWith(command, ["zypper"], INSTALL)) return undefined;
    const names = operands(command, ["r", "repo", "t", "type", "from"]).filter(({ text }) => !INSTALL.includes(text));
    const place = spanOf(names.filter(({ text }) => !/[=<>]|\.rpm$/.test(text)));
    return place && { place };
  }),
};
