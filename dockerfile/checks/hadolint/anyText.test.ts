import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { processorTime } from "../../../scripts/processorTime.ts";
import type { Bash } from "../../shell/shellScript.ts";
import { createLineIndex } from "../../syntax/lineIndex.ts";
import { applyFix } from "../applyFix.ts";
import { checkDockerfile } from "../checkDockerfile.ts";
import { DEFAULT_HADOLINT_CONFIG } from "./hadolintConfig.ts";
import { hadolintRules } from "./registry.ts";

let bash: Bash;
beforeAll(async () => {
  bash = await bashFromModules();
});

/** Every rule on, with a schema that has each kind of label. */
const hadolint = {
  ...DEFAULT_HADOLINT_CONFIG,
  override: { error: [], warning: [], info: ["DL1001", "DL3057"], style: [] },
  trustedRegistries: ["docker.io"],
  labelSchema: { a: "text", b: "url", c: "rfc3339", d: "semver", e: "hash", f: "spdx", g: "email" },
  strictLabels: true,
} as const;

const check = (text: string) => checkDockerfile(text, { hadolint, bash });

/** Pieces of the rules' own examples, and what breaks them, in any order. */
const pieces = Object.values(hadolintRules).flatMap(({ bad, good }) => [
  ...bad.split(/(?<=[\n ])/),
  ...good.split("\n"),
]);
const breakers = [
  "\\\n",
  "\n",
  "\r\n",
  '"',
  "'",
  "`",
  "$(",
  ")",
  "<<EOF",
  "\nEOF\n",
  "| ",
  "&& ",
  "# ",
  "${",
  "}",
  "🐳",
  "=",
  "[",
  "]",
];
const texts = fc.array(fc.constantFrom(...pieces, ...breakers), { maxLength: 40 }).map((parts) => parts.join(""));

test("any text is checked without throwing, and every finding and fix is within it", () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ unit: "binary", maxLength: 200 })), (text) => {
      const lines = createLineIndex(text);
      for (const { range, fixes = [] } of check(text)) {
        for (const each of [range, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.range))]) {
          expect(lines.offsetAt(each.start)).toBeLessThanOrEqual(lines.offsetAt(each.end));
          expect(each.end.line).toBeLessThanOrEqual(lines.lineCount);
        }
      }
    }),
    { numRuns: 400 },
  );
});

test("a fix of hadolint's makes no Dockerfile that Docker rejects of one that it takes", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const found = check(`FROM debian:12\n${text}`);
      if (found.some(({ source }) => source === "dockerfile")) return;
      for (const { source, code, fixes = [] } of found) {
        if (source !== "hadolint") continue;
        for (const fix of fixes) {
          const mended = applyFix(`FROM debian:12\n${text}`, fix);
          const errors = check(mended).filter((each) => each.source === "dockerfile");
          expect(errors, `${code}: ${JSON.stringify(mended)}`).toEqual([]);
        }
      }
    }),
    { numRuns: 400 },
  );
});

test("ten times the text takes no more than about ten times as long", () => {
  const block = Object.values(hadolintRules)
    .map(({ bad }) => bad)
    .join("");
  const least = (text: string): number =>
    Math.min(...Array.from({ length: 5 }, () => processorTime(() => check(text))));
  const once = least(block.repeat(3));
  expect(least(block.repeat(30))).toBeLessThan(Math.max(50, once * 40));
});

test.each([
  ["quotes", `FROM busybox:1\nLABEL a=${`"'`.repeat(20_000)}x\n`],
  ["quotes in a path", `FROM busybox:1\nCOPY a ${`'"`.repeat(20_000)}x/\n`],
  ["backslashes", `FROM busybox:1\nENV A=1 B=a${"\\\\".repeat(30_000)}b\n`],
  ["variables that do not end", `FROM ${"${".repeat(30_000)}\n`],
  ["slashes", `FROM busybox:1\nLABEL a${"/".repeat(60_000)}B=1\n`],
  ["spaces in a label", `FROM busybox:1\nLABEL f="a${" ".repeat(60_000)}b"\n`],
  ["spaces in a heredoc", `FROM busybox:1\nRUN <<EOF\napt-get update\n${" ".repeat(60_000)}x\ny\nEOF\n`],
  ["commas in a pragma", `# hadolint ignore=${"D,".repeat(30_000)}\nFROM debian\n`],
  ["brackets in a RUN", `FROM busybox:1\nRUN ${"$(".repeat(30_000)}\n`],
  ["pipes in a RUN", `FROM busybox:1\nRUN a${" | a".repeat(15_000)}\n`],
  [
    "many stages, each from the one before",
    `${Array.from({ length: 3000 }, (_, n) => `FROM ${n ? `s${n - 1}` : "a"} AS s${n}\nRUN a | b\n`).join("")}`,
  ],
])("a text made of %s is checked soon enough", (_name, text) => {
  expect(processorTime(() => check(text))).toBeLessThan(2500);
});
