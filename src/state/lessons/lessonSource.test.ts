import { expect, test } from "vitest";
import { fileOfStep } from "./lessonSource.ts";

const index = (details: object) => ({ path: "index.json", text: JSON.stringify({ title: "T", details }) });
const file = (path: string) => ({ path, text: "" });

test("the source of a step is the file that the index names", () => {
  const details = {
    intro: { text: "hello.md" },
    steps: [{ text: "one.md" }, { text: "sub/two.md" }],
    finish: { text: "end.md" },
  };
  const files = [index(details), file("end.md"), file("hello.md"), file("one.md"), file("sub/two.md")];
  expect([-1, 0, 1, 2].map((step) => fileOfStep(files, step))).toEqual(["hello.md", "one.md", "sub/two.md", "end.md"]);
});

test("an index that can't be read, or names nothing that is there, leads to the first text", () => {
  expect(fileOfStep([{ path: "index.json", text: "{" }, file("one.md")], 0)).toBe("one.md");
  expect(fileOfStep([index({ steps: [{ text: "gone.md" }] }), file("one.md")], 0)).toBe("one.md");
  expect(fileOfStep([{ path: "index.yaml", text: "x" }], 0)).toBe("index.yaml");
  expect(fileOfStep([], 0)).toBeUndefined();
});
