import { expect, test } from "vitest";
import type { Container } from "#contract/container.ts";
import { imageRows } from "./imageRows.ts";

const id = (name: string) => `sha256:${name.padEnd(64, "0")}` as const;
const image = (name: string, ...tags: string[]) => ({
  id: id(name),
  tags,
  platform: "linux/amd64",
  size: 1,
  layers: 1,
  built: true,
});

test("each name of an image is a row, with its registry in the repository", () => {
  const rows = imageRows([image("a", "app:1", "localhost:5000/team/app:2"), image("b")], []);
  expect(rows.map(({ repository, tag }) => [repository, tag])).toEqual([
    ["app", "1"],
    ["localhost:5000/team/app", "2"],
    [undefined, undefined],
  ]);
});

test("a row knows the containers that were made from its image", () => {
  const container = { name: "sample", image: { id: id("a"), ref: "app:1" } } as Container;
  const [used, other] = imageRows([image("a", "app:1"), image("b", "other:1")], [container]);
  expect(used?.users.map(({ name }) => name)).toEqual(["sample"]);
  expect(other?.users).toEqual([]);
});
