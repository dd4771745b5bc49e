import { expect, test } from "vitest";
import { workspaceContentSchema } from "#contract/workspace.ts";
import { EXAMPLES } from "./examples.ts";
import { loadExample } from "./loadExample.ts";

test("the first example is what a new workspace on the server starts with", async () => {
  const first = await loadExample(EXAMPLES[0]);
  expect(first).toMatchObject({ name: "hello-world", settings: { dockerfile: "Dockerfile", tag: "hello-world" } });
  expect(first.files.map(({ path }) => path)).toEqual(["Dockerfile", "message.txt"]);
});

test("every example is a workspace with a Dockerfile, including hidden files", async () => {
  const paths: string[] = [];
  for (const example of EXAMPLES) {
    const content = workspaceContentSchema.parse(await loadExample(example));
    expect(content.files.some(({ path }) => path === "Dockerfile")).toBe(true);
    paths.push(...content.files.map(({ path }) => path));
  }
  expect(paths).toContain(".dockerignore");
});
