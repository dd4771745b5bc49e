import { beforeAll, expect, test } from "vitest";
import { bashFromModules } from "#server/checks/bashFromModules.ts";
import type { Bash, ShellCommand } from "./shellScript.ts";
import { flagValues, operands } from "./shellWords.ts";

let bash: Bash;
beforeAll(async () => {
  bash = await bashFromModules();
});

function command(text: string): ShellCommand {
  const [first] = bash.parse(text).commands;
  if (first === undefined) throw new Error(`no command in ${text}`);
  return first;
}

test("operands leave out flags and the values of those that take one", () => {
  const texts = (text: string) => operands(command(text), ["t", "target"]).map((word) => word.text);
  expect(texts("x -y a -t one b --target two c --target=three d")).toEqual(["a", "b", "c", "d"]);
  expect(texts("x -yt one - a")).toEqual(["-", "a"]);
});

test("a flag's value is found in each of the ways to write it", () => {
  const values = (text: string) => flagValues(command(text), "u", "uid").map((word) => word.text);
  expect(values("useradd -u 1 -u2 --uid 3 --uid=4 app")).toEqual(["1", "2", "3", "4"]);
  expect(values("useradd app -u")).toEqual([]);
});
