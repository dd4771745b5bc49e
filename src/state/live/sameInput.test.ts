import { expect, it } from "vitest";
import type { WorkspaceFile } from "#contract/workspace.ts";
import type { BuildInput } from "../build/buildRequest.ts";
import { isSameInput } from "./sameInput.ts";

const SETTINGS = { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" };
const file = (path: string, text: string): WorkspaceFile => ({ path, kind: "text", mode: 0o644, size: 1, text });
const input = (files: WorkspaceFile[], settings: Partial<BuildInput["settings"]> = {}): BuildInput => ({
  files,
  settings: { ...SETTINGS, ...settings },
});

it("takes the same texts for the same, whatever objects they are, and names and folders for nothing", () => {
  const folder: WorkspaceFile = { path: "d", kind: "folder", mode: 0o755, size: 0 };
  expect(isSameInput(input([file("a", "1")]), input([folder, file("a", "1")], { tag: "app" }))).toBe(true);
});

it.each([
  ["another text", input([file("a", "2")])],
  ["another file", input([file("a", "1"), file("b", "1")])],
  ["another mode", input([{ ...file("a", "1"), mode: 0o755 }])],
  ["another secret", { ...input([file("a", "1")]), secrets: { id: "1" } }],
  ["another target", input([file("a", "1")], { target: "one" })],
])("tells %s apart", (_what, other) => {
  expect(isSameInput(input([file("a", "1")]), other)).toBe(false);
});
