import { describe, expect, it } from "vitest";
import { matchesName } from "./matchesName.ts";
import { readChecks } from "./readChecks.ts";

/** The mistakes as `line:character message`, from 1. */
function mistakesIn(text: string, steps = 2): string[] {
  return readChecks(text, steps).mistakes.map(
    ({ range: { start }, message }) => `${start.line + 1}:${start.character + 1} ${message}`,
  );
}

describe("checks.yaml", () => {
  it("gives goals by step, with IDs made from titles if they have none", () => {
    const text = `minutes: 5
steps:
  2:
    - goal: It builds!
      build: { succeeds: true }
    - goal: it builds
      command: [{ matches: a }, { matches: b }]
`;
    const { minutes, steps, mistakes } = readChecks(text, 2);
    expect(mistakes).toEqual([]);
    expect(minutes).toBe(5);
    expect(steps.get(1)?.map(({ id, checks }) => [id, checks.length])).toEqual([
      ["it-builds", 1],
      ["it-builds-2", 2],
    ]);
  });

  it("an empty file has no goals and no mistakes", () => {
    expect(readChecks("", 1)).toEqual({ steps: new Map(), mistakes: [] });
  });

  it.each([
    ["minutes: soon", "1:10 Write a number here."],
    ["minuts: 3", "1:1 Unknown key minuts."],
    ["steps:\n  one: []", "2:3 Name steps by their number, from 1."],
    ["steps:\n  3:\n    - goal: x\n      file: { path: a }", "2:3 The lesson has no step 3: it has 2."],
    [
      "steps:\n  1:\n    - goal: x",
      "3:7 A goal needs a check: file, dockerfile, plan, build, image, container, command, or registry.",
    ],
    ["steps:\n  1:\n    - goal: x\n      dockerfile: { bas: x }", "4:21 Unknown key bas."],
    [
      "steps:\n  1:\n    - goal: x\n      dockerfile:\n        has: { instruction: RUNN }",
      "5:29 Not an instruction of Dockerfiles.",
    ],
    [
      "steps:\n  1:\n    - goal: x\n      dockerfile:\n        - has: [{ instruction: RUN, arguments: '(' }]",
      "5:48 Not a regular expression.",
    ],
    [
      "steps:\n  1:\n    - goal: x\n      image: { size: { below: 20 mega } }",
      "4:31 Write a size such as 20MB or 512kB.",
    ],
    [
      "steps:\n  1:\n    - { goal: x, id: a, file: { path: a } }\n    - { goal: y, id: a, file: { path: b } }",
      "4:22 The step has two goals with the id a.",
    ],
    ["steps:\n  1: [", "2:7 Flow sequence in block collection must be sufficiently indented and end with a ]."],
  ])("%j is a mistake at its place", (text, mistake) => {
    expect(mistakesIn(text)).toContain(mistake);
  });

  it("refuses nesting, aliases, and lengths that would take forever", () => {
    const letters = [..."bcdefghij"];
    const bomb = letters.map((name, index) => `${name}: &${name} [${`*${"abcdefghij"[index]},`.repeat(9)}]`);
    expect(mistakesIn(`a: &a [x, x, x, x, x, x, x, x, x]\n${bomb.join("\n")}\n`)).toEqual([
      "1:1 Too many aliases, or too many levels inside each other.",
    ]);
    expect(mistakesIn(`steps: ${"[".repeat(100_000)}`)[0]).toContain("Too many levels inside each other.");
    expect(mistakesIn(`minutes: 1 #${"x".repeat(300_000)}`)).toEqual(["1:1 checks.yaml is too long."]);
  });
});

it.each([
  ["busybox", "busybox:1.37", true],
  ["busybox:1.37", "docker.io/library/busybox:1.37", true],
  ["busybox:1.36", "busybox:1.37", false],
  ["busybox*", "busybox:musl", true],
  ["*box:1*7", "busybox:1.37", true],
  ["busybox*", "ghcr.io/busybox:1", false],
  ["localhost/web", "localhost/web:2", true],
  ["web", "localhost/web:2", false],
])("%s means %s: %s", (pattern, name, means) => {
  expect(matchesName(pattern, name)).toBe(means);
});
