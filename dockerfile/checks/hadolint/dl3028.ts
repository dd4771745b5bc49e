import type { ShellCommand, ShellWord } from "../../shell/shellScript.ts";
import { hasFlag, hasWord, runsWith } from "../../shell/shellWords.ts";
import { inCommands, spanOf } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";

const INSTALL = ["install", "i"];
/** The flags that take no value; of any other, the next word is one. */
const ALONE =
  /^-(N|f|q|V|E|w|l|b|r)$|^--(no-.*|force|quiet|silent|verbose|user-install|pre|prerelease|development|conservative|env-shebang|wrappers|local|both|remote|ignore-dependencies|minimal-deps|explain|debug|norc|backtrace|vendor|default|lock|suggestions|format-executable)$/;

export const dl3028: Rule = {
  code: "DL3028",
  severity: "warning",
  title: "Pin versions in gem install",
  message: "Pin versions in gem install. Instead of `gem install <gem>` use `gem install <gem>:<version>`",
  why: "Without a version, gem installs the newest one at build time. With versions, the build gets what you tested.",
  bad: "FROM ruby:3.3\nRUN gem install bundler\n",
  good: "FROM ruby:3.3\nRUN gem install bundler:2.5.0\n",
  find: inCommands((command) => {
    if (!runsWith(command, ["gem"], INSTALL) || hasFlag(command, "version") || hasWord(command, ["-v"]))
      return undefined;
    // What stands behind -- is for the compiler.
    const end = command.words.find(({ text }) => text === "--")?.start ?? command.end;
    const gems = gemsOf(command).filter(({ text, start }) => start < end && !INSTALL.includes(text));
    const place = spanOf(gems.filter(({ text }) => !/:|\.gem$/.test(text)));
    return place && { place };
  }),
};

function gemsOf({ words }: ShellCommand): readonly ShellWord[] {
  return words.filter(({ text }, index) => {
    const before = words[index - 1]?.text ?? "";
    const isValue = before.startsWith("-") && before !== "--" && !before.includes("=") && !ALONE.test(before);
    return !text.startsWith("-") && !isValue;
  });
}
