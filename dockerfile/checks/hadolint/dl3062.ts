import type { ShellCommand, ShellWord } from "../../shell/shellScript.ts";
import { operands } from "../../shell/shellWords.ts";
import { inCommands, spanOf } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";

export const dl3062: Rule = {
  code: "DL3062",
  severity: "warning",
  title: "Pin versions in go install",
  message: "Pin versions in go. Instead of `go install <package>` use `go install <package>@<version>`",
  why: "Without a version, go installs the newest one at build time. With a version, the build gets what you tested.",
  bad: "FROM golang:1.23\nRUN go install example.com/tool@latest\n",
  good: "FROM golang:1.23\nRUN go install example.com/tool@v1.2.3\n",
  find: inCommands((command) => {
    const place = spanOf(packagesOf(command).filter(({ text }) => !isPinned(text)));
    return place && { place };
  }),
};

function packagesOf(command: ShellCommand): readonly ShellWord[] {
  if (command.name !== "go") return [];
  const [subcommand, ...rest] = operands(command, []);
  // What follows the program that go run runs is for the program.
  if (subcommand?.text === "run") return rest.slice(0, 1);
  if (subcommand?.text !== "install" && subcommand?.text !== "get") return [];
  return rest.filter(({ text }) => text !== "tool");
}

function isPinned(name: string): boolean {
  if (/^[./]/.test(name) || /\.go$/.test(name)) return true;
  return name.includes("@") && !/@(latest|none)$/.test(name);
}
