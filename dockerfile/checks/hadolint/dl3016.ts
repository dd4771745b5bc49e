import { operands } from "../../shell/shellWords.ts";
import { inCommands, spanOf } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";

const INSTALL = ["install", "i", "add"];
const WITH_VALUE = ["loglevel", "registry", "prefix", "omit", "include", "cache", "w", "workspace"];

export const dl3016: Rule = {
  code: "DL3016",
  severity: "warning",
  title: "Pin versions in npm",
  message: "Pin versions in npm. Instead of `npm install <package>` use `npm install <package>@<version>`",
  why: "Without a version, npm installs the newest one at build time. With a version or a lock file, the build gets what you tested.",
  bad: "FROM node:22\nRUN npm install express\n",
  good: "FROM node:22\nRUN npm install express@4.18.2\n",
  find: inCommands((command) => {
    if (command.name !== "npm") return undefined;
    const [subcommand, ...packages] = operands(command, WITH_VALUE);
    if (subcommand === undefined || !INSTALL.includes(subcommand.text)) return undefined;
    const place = spanOf(packages.filter(({ text }) => !isPinned(text)));
    return place && { place };
  }),
};

function isPinned(name: string): boolean {
  if (/^git(\+(ssh|https?))?:\/\//.test(name)) return name.includes("#");
  if (/\.(tar|tar\.gz|tgz)$/.test(name) || /^(\/|\.\.?(\/|$)|~\/)/.test(name)) return true;
  // The at sign of a scope does not start a version.
  return name.slice(1).includes("@");
}
