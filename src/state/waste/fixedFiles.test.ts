import { expect, it } from "vitest";
import type { WasteGroup } from "#contract/image.ts";
import type { WorkspaceFile } from "#contract/workspace.ts";
import type { DeadFix } from "#dockerfile/services/fixes/deadBytes/deadFix.ts";
import { layerOf, plannedStep, provenanceOf, stackOf, stackRow } from "../build/buildFixture.ts";
import { linksOf } from "../selection/selectionLinks.ts";
import { sameLines } from "../selection/selectionShift.ts";
import { fixedFiles } from "./fixedFiles.ts";
import { fixRequest, savedBytes } from "./fixRequest.ts";

const text = (path: string, content: string): WorkspaceFile => {
  return { path, kind: "text", mode: 0o644, text: content, size: content.length };
};
const line = (at: number) => ({ start: { line: at, character: 0 }, end: { line: at + 1, character: 0 } });
const ignore: DeadFix = { kind: "ignore", edits: [{ range: line(1), newText: "" }], ignored: ["tests"] };

it("a fix changes the Dockerfile and the ignore file in effect", () => {
  const dockerfile = text("web.Dockerfile", "FROM a\nRUN rm tests\n");
  expect(fixedFiles(ignore, [dockerfile], "web.Dockerfile")).toEqual([
    { path: "web.Dockerfile", before: "FROM a\nRUN rm tests\n", after: "FROM a\n" },
    { path: ".dockerignore", before: undefined, after: "tests\n" },
  ]);
  const own = text("web.Dockerfile.dockerignore", "docs\n");
  expect(fixedFiles(ignore, [dockerfile, own, text(".dockerignore", "")], "web.Dockerfile")?.[1]).toEqual({
    path: "web.Dockerfile.dockerignore",
    before: "docs\n",
    after: "docs\ntests\n",
  });
});

it("there is no fix for a Dockerfile that is gone", () => {
  expect(fixedFiles(ignore, [], "Dockerfile")).toBeUndefined();
});

const stack = stackOf([
  stackRow("ADD", "rootfs", { base: true, layer: layerOf(0, 70) }),
  ...["one", "two", "three"].map((step, index) =>
    stackRow("RUN", step, { layer: layerOf(index + 1, 10), provenance: provenanceOf(step, "RUN", index + 1) }),
  ),
]);
const links = linksOf(
  ["one", "two", "three"].map((step, index) => plannedStep(step, `RUN ${step}`, index + 1)),
  stack,
  sameLines,
);
const group = (storedIn: number, hiddenBy: number, bytes: number): WasteGroup => {
  return { storedIn, hiddenBy, bytes, cause: "deleted", items: 1, top: [] };
};
const groups = [group(1, 3, 8), group(1, 2, 4), group(0, 3, 2), group(2, 2, 1)];
const waste = { bytes: 15, total: 4, items: [], groups };

it("joined RUNs save all that they hide of each other, and nothing else", () => {
  const fix: DeadFix = { kind: "join", edits: [], lines: [2, 4] };
  expect(savedBytes(fix, group(1, 3, 8), { waste, stack, links })).toBe(12);
});

it("a question names the lines, and what the hiding layer deletes", () => {
  const entry = {
    path: "/big",
    type: "file",
    change: "deleted",
    size: 8,
    mode: 0,
    uid: 0,
    gid: 0,
    mtime: 0,
    layer: 3,
  } as const;
  const hidingFiles = {
    layer: 3,
    entries: [entry, { ...entry, path: "/x", change: "added" as const }],
    truncated: false,
    total: 2,
  };
  const input = { waste, stack, links, hidingFiles, contextPaths: [] };
  expect(fixRequest({ ...input, group: group(1, 3, 8) })).toMatchObject({
    storedAt: 1,
    hiddenAt: 3,
    deleted: ["/big"],
    alone: false,
  });
  expect(fixRequest({ ...input, group: group(0, 3, 2) })).toBeUndefined();
  expect(fixRequest({ ...input, group: group(1, 3, 8), hidingFiles: undefined })).toBeUndefined();
});
