import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lessonNodeSchema } from "#contract/lesson.ts";
import { processorTime } from "../../scripts/processorTime.ts";
import type { Scenario } from "../scenario.ts";
import { MAX_MISTAKES } from "./limits.ts";
import { readScenario } from "./readScenario.ts";
import { readFolder, readStepText } from "./testReadFolder.ts";

/** Of a quarter of the largest text, milliseconds of the processor. Paragraphs take the longest: half a second. */
const MOST_TIME = 2000;

/** Pieces of the format, to be put together wrongly. */
const PIECES = [
  ..."`\n<>[](){}*_#|~-=:\\&\"'! ",
  ..."{{execute}} {{copy}} {{open}} {{}} {{ }} {{exec interrupt HOST2}} {{TRAFFIC_HOST1_80}} [[HOST_IP]]".split(" "),
  ..."``` ~~~ >>Q1: << (*) ( ) [*] === =~= =^= <!-- --> <!--0--> ]]> <![CDATA[".split(" "),
  '<pre class="file" data-filename="a" data-target="append">',
  '<pre class="file" data-target="insert" data-marker="x">',
  "</pre>",
  "<details>",
  "<summary>",
  "</details>",
  "<script>",
  "<svg onload=x>",
  "<a href=javascript:x>",
  "<img src=x onerror=y>",
  "<iframe>",
  "<math>",
  "<template>",
  "<table><td>",
  "![a](../../x)",
  "[a]: b\n",
  "    ",
  "- ",
  "> ",
  "1. ",
  "\t",
  "\u0000",
  "\ud800",
  "é",
  "\r\n",
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join("").toWellFormed());

function expectSound(scenario: Scenario): void {
  const parts = [scenario.intro, ...scenario.steps, scenario.finish].flatMap((step) =>
    step === undefined ? [] : [...step.text, ...(step.hint ?? [])],
  );
  for (const node of parts) expect(lessonNodeSchema.safeParse(node).success).toBe(true);
  const told = JSON.stringify(parts);
  expect(told).not.toMatch(/"tag":"(?:script|iframe|svg|math|style|form)"/);
  expect(told).not.toMatch(/"href":"(?!https?:|#\d)[a-z]*:/i);
  expect(scenario.mistakes.length).toBeLessThanOrEqual(MAX_MISTAKES);
}

describe("a hostile lesson", () => {
  it("is read, whatever stands in its texts", () => {
    fc.assert(
      fc.property(text, (written) => expectSound(readStepText(written).scenario)),
      { numRuns: 150 },
    );
  });

  it("is read, whatever stands in index.json", () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const entries = fc.dictionary(
      fc.constantFrom("title", "time", "details", "steps", "intro", "text", "assets", "environment", "backend", "file"),
      fc.oneof(
        value,
        fc.array(fc.dictionary(fc.constantFrom("title", "text", "file", "target"), value), { maxLength: 3 }),
      ),
    );
    fc.assert(
      fc.property(entries, entries, (index, details) => {
        expectSound(readFolder({ "index.json": { ...index, details }, "step1.md": "a" }));
        expectSound(readFolder({ "index.json": index, "step1.md": "a" }));
      }),
      { numRuns: 80 },
    );
  });

  it("is read, whatever bytes its files have", () => {
    const files = fc.dictionary(
      fc.constantFrom("index.json", "index.yaml", "step1.md", "../x", "/etc/passwd"),
      fc.uint8Array(),
    );
    fc.assert(
      fc.property(files, (entries) => expectSound(readScenario(new Map(Object.entries(entries))))),
      { numRuns: 80 },
    );
  });
});

describe("a lesson that is made to take long or to nest deeply is refused or read in time", () => {
  const AT_MOST = 25_000;
  const filled = (piece: string, length = AT_MOST) => piece.repeat(Math.floor(length / piece.length));

  it.each([
    ["links that never end", filled("[a](")],
    ["brackets", filled("[")],
    ["footnotes", filled("[^a]")],
    ["images", filled("![a](b)")],
    ["stars", filled("*a ")],
    ["underscores", `${filled("_")}a`],
    ["backticks", filled("`a ``")],
    ["quotes in quotes", `${filled(">")}a`],
    ["lists in lists", `${filled("- ")}a`],
    ["numbered lists in lists", `${filled("1. ")}a`],
    ["a wide table", `${filled("|a", 12_000)}\n${filled("|-", 11_900)}`],
    ["tags in tags", filled("<div>")],
    ["details in details", filled("<details>")],
    ["tags that never end", filled("<pre ")],
    ["quoted attributes that never end", filled('<pre "')],
    ["blocks for files", filled('<pre class="file" data-filename="a">b</pre>\n')],
    ["comments that never end", filled("<!--")],
    ["fences", filled("```\n")],
    ["quizzes", filled(">>a<<\n=== b\n")],
    ["questions that never end", filled(">>a\n")],
    ["actions", filled("`a`{{execute}} ")],
    ["braces", filled("`a`{{")],
    ["addresses", filled("[[HOST_SUBDOMAIN]]-80-")],
    ["dots", filled("a.")],
    ["entities", filled("&#x41")],
    ["paragraphs", filled("a\n\n")],
    ["autolinks", filled("http://a.b ")],
    ["mail addresses", filled("a@b.c ")],
    ["tasks", filled("- [x] a\n")],
    ["definitions", filled("[a]: b\n")],
    ["indents", Array.from({ length: 400 }, (_, depth) => `${" ".repeat(depth)}- a`).join("\n")],
  ])("%s", (_, written) => {
    expect(processorTime(() => expectSound(readStepText(written).scenario))).toBeLessThan(MOST_TIME);
  });

  it.each([
    ["brackets", `{"title": ${filled("[")}`],
    ["objects", filled('{"a":')],
    [
      "a wide list",
      JSON.stringify({ title: "T", details: { steps: Array.from({ length: 6000 }, () => 1) } }).slice(0, AT_MOST),
    ],
    ["commas", `{"a": [${filled(",", 24_000)}]}`],
    ["quotes", filled('"')],
  ])("%s in index.json", (_, written) => {
    let mistakes = 0;
    const time = processorTime(() => {
      mistakes = readFolder({ "index.json": written }).mistakes.length;
    });
    expect(time).toBeLessThan(MOST_TIME);
    expect(mistakes).toBeGreaterThan(0);
  });

  it("has YAML whose aliases would grow without end", () => {
    const lines = ["a0: &a0 x"];
    for (let level = 1; level < 30; level++) {
      lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(", ")}]`);
    }
    expectSound(readFolder({ "index.yaml": [...lines, "title: *a29"].join("\n"), "step1.md": "a" }));
  });

  it("has patterns that match nothing for long", () => {
    const index = {
      title: "T",
      details: {
        steps: [{ title: "One", text: "step1.md" }],
        assets: { host01: [{ file: filled("*a", 2000), target: "~/" }] },
      },
    };
    const files = { "index.json": index, "step1.md": "a", [`assets/${"a".repeat(250)}`]: "x" };
    expect(processorTime(() => readFolder(files))).toBeLessThan(MOST_TIME);
  });
});
