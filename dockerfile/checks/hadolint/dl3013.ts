import type { ShellCommand } from "../../shell/shellScript.ts";
import { hasFlag, hasWord, operands } from "../../shell/shellWords.ts";
import { inCommands, spanOf } from "./commandFinding.ts";
import { isPipInstall } from "./pip.ts";
import type { Rule } from "./rule.ts";

const WITH_VALUE = [
  ...["abi", "b", "build", "c", "constraint", "e", "editable", "extra-index-url", "f", "find-links", "i", "index-url"],
  ...["implementation", "no-binary", "only-binary", "platform", "prefix", "progress-bar", "proxy", "python"],
  ...["python-version", "r", "requirement", "root", "root-user-action", "src", "t", "target", "trusted-host"],
  ...["upgrade-strategy", "timeout", "retries", "cache-dir", "m"],
];

export const dl3013: Rule = {
  code: "DL3013",
  severity: "warning",
  title: "Pin versions in pip",
  message:
    "Pin versions in pip. Instead of `pip install <package>` use `pip install <package>==<version>` or `pip install --requirement <requirements file>`",
  why: "Without a version, pip installs the newest one at build time. With versions, or a requirements file that has them, the build gets what you tested.",
  bad: "FROM python:3.12\nRUN pip install --no-cache-dir flask\n",
  good: "FROM python:3.12\nRUN pip install --no-cache-dir flask==3.0.0\n",
  find: inCommands((command) => {
    if (!isPipInstall(command) || isListed(command)) return undefined;
    const words = operands(command, WITH_VALUE);
    const from = words.findIndex(({ text }) => text === "install") + 1;
    const place = spanOf(words.slice(from).filter(({ text }) => !isPinned(text)));
    return place && { place };
  }),
};

/** Whether the versions are in a file, or the package is the folder itself. */
function isListed(command: ShellCommand): boolean {
  return hasFlag(command, "constraint", "c", "requirement", "r") || hasWord(command, ["."]);
}

function isPinned(name: string): boolean {
  if (/[=<>~!]=|[<>]/.test(name)) return true;
  if (/^(git|hg|svn|bzr)(\+[\w-]+)?(:|$)/.test(name)) return name.includes("@");
  return name.includes("/") || /\.(whl|tar\.gz)$/.test(name) || /^\.\[/.test(name);
}
