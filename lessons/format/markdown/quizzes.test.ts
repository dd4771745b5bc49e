import { describe, expect, it } from "vitest";
import { readStepText } from "../testReadFolder.ts";

describe("a quiz", () => {
  it("has one right choice, several, or an answer that is typed", () => {
    const text = [
      ">>Q1: Which instruction comes first?<<",
      "(*) FROM",
      "( ) RUN",
      "",
      ">>Q2: Which add a layer? <<",
      "[*] RUN",
      "[ ] CMD",
      "[*] <code>COPY</code>",
      ">>Q3: Which word lists images?<<",
      "=== docker images",
      "",
      ">> What does an image's ID begin with? <<",
      "",
      "=^= sha256:",
      "",
      ">>Q5: Name a tag<<",
      "=~= ^[a-z]+$",
      "Then go on.",
    ].join("\n");
    const { scenario, printed, mistakes } = readStepText(text);
    expect(printed.split("\n")).toEqual([
      '[question 1.1 "Which instruction comes first?" "FROM" | "RUN"]',
      '[question 1.2 "Which add a layer?" "RUN" + "CMD" + "COPY"]',
      '[question 1.3 "Which word lists images?" typed]',
      '[question 1.4 "What does an image\'s ID begin with?" typed]',
      '[question 1.5 "Name a tag" typed]',
      "<p>Then go on.</p>",
    ]);
    expect(scenario.steps[0]?.answers).toEqual([
      { question: "1.1", kind: "choices", right: ["FROM"] },
      { question: "1.2", kind: "choices", right: ["RUN", "COPY"] },
      { question: "1.3", kind: "typed", matches: "whole", text: "docker images" },
      { question: "1.4", kind: "typed", matches: "start", text: "sha256:" },
      { question: "1.5", kind: "typed", matches: "pattern", text: "^[a-z]+$" },
    ]);
    expect(mistakes).toEqual([]);
  });

  it("may have a question of several lines", () => {
    expect(readStepText(">>Q1: What\nis this?<<\n=== a").printed).toBe('[question 1.1 "What\\nis this?" typed]');
  });

  it("is a quote without its end, and code in a block of code", () => {
    expect(readStepText(">>Q1: a\n>> b").printed).toBe(
      "<blockquote><blockquote><p>Q1: a⏎b</p></blockquote></blockquote>",
    );
    expect(readStepText("```\n>>Q1: a<<\n=== b\n```").printed).toBe('[code ">>Q1: a<<\\n=== b"]');
  });

  it("keeps its right answers out of the text", () => {
    expect(readStepText(">>Q1: a<<\n=== secret").printed).not.toContain("secret");
  });
});

describe("mistakes in a quiz", () => {
  it.each([
    [">>Q1: a<<\n(*) a\n(*) b", "1:1-3:6 error Several choices are right. Use [*] and [ ] for all of them."],
    [">>Q1: a<<\n( ) a\n( ) b", "1:1-3:6 error No choice is right. Mark one with (*) or [*]."],
    [">>Q1: a<<\n(*) a\n( ) a", "1:1-3:6 error Two choices are the same. Change one."],
    [">>Q1: a<<\n(*)\n( ) a", "1:1-3:6 error A choice has no text. Write it behind the mark."],
    [">>Q1: a<<\n(*) a\n=== b", "1:1-3:6 error This question mixes choices with a typed answer. Use either."],
    [">>Q1: a<<\n===", "1:1-2:4 error This answer is empty. Write it behind the mark."],
    [">>Q1:<<\n=== a", "1:1-2:6 error This question has no text. Write it between >> and <<."],
    [">>a<<\ntext", "1:1-1:6 error This question has no answers. Put (*), [*], or === in front of each line below it."],
  ])("%j", (text, expected) => {
    expect(readStepText(text).mistakes).toEqual([`step1.md:${expected}`]);
  });
});
