import { operands, runsWith } from "../../shell/shellWords.ts";
import { inCommands, spanOf } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";

export const dl3018: Rule = {
  code: "DL3018",
  severity: "warning",
  title: "Pin versions in apk add",
  message: "Pin versions in apk add. Instead of `apk add <package>` use `apk add <package>=<version>`",
  why: "Without versions, apk installs whatever is current at build time. With versions, the build gets what you tested or fails, and an upgrade is a visible change.",
  bad: "FROM alpine:3.20\nRUN apk add --no-cache curl\n",
  good: "FROM alpine:3.20\nRUN apk add --no-cache curl=8.9.0-r0\n",
  find: inCommands((command) => {
    if (!runsWith(command, ["apk"], ["add"])) return undefined;
    const packages = operands(command, ["t", "virtual", "repository", "X", "p", "root", "arch", "keys-dir"]);
    const place = spanOf(packages.filter(({ text }) => text !== "add" && !/[=~<>]|\.apk$/.test(text)));
    return place && { place };
  }),
};
