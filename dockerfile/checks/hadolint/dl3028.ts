import { hasFlag, hasWord, operands, runsWith } from "../../shell/shellWords.ts";
import { inCommands, spanOf } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";

const INSTALL = ["install", "i"];
const WITH_VALUE = ["i", "n", "s", "P", "p", "source", "install-dir", "bindir", "platform", "trust-policy"];

export const dl3028: Rule = {
  code: "DL3028",
  severity: "warning",
  title: "Pin versions in gem install",
  message: "Pin versions in gem install. Instead of `gem install <gem>` use `gem install <gem>:<version>`",
  why: "gem takes the newest version that it finds on the day of the build. With versions, the build gives what was tried.",
  bad: "FROM ruby:3.3\nRUN gem install bundler\n",
  good: "FROM ruby:3.3\nRUN gem install bundler:2.5.0\n",
  find: inCommands((command) => {
    if (!runsWith(command, ["gem"], INSTALL) || hasFlag(command, "version") || hasWord(command, ["-v"]))
      return undefined;
    // What stands behind -- is for the compiler.
    const end = command.words.find(({ text }) => text === "--")?.start ?? command.end;
    const gems = operands(command, WITH_VALUE).filter(({ text, start }) => start < end && !INSTALL.includes(text));
    const place = spanOf(gems.filter(({ text }) => !/:|\.gem$/.test(text)));
    return place && { place };
  }),
};
