import { expect, test } from "vitest";
import type { Workspace } from "#contract/workspace.ts";
import { textFile } from "#contract/workspaceFiles.ts";
import { withoutLost } from "./sharedWorkspace.ts";
import { EMPTY_WORKSPACE } from "./workspace.ts";

test("a file whose bytes are lost is not among those that a fork would save", () => {
  const lost = { path: "b.bin", kind: "blob", mode: 0o644, blob: `sha256:${"a".repeat(64)}`, size: 1 } as const;
  const workspace: Workspace = {
    ...EMPTY_WORKSPACE,
    id: "a",
    revision: 0,
    savedAt: 0,
    files: [textFile("Dockerfile", "FROM x"), lost],
  };
  const paths = (absent: Parameters<typeof withoutLost>[1]["absent"]) =>
    withoutLost(workspace, { absent }).files.map(({ path }) => path);
  expect(paths([{ part: "log", why: "lost" }])).toEqual(["Dockerfile", "b.bin"]);
  expect(paths([{ part: "file", why: "lost", path: "b.bin" }])).toEqual(["Dockerfile"]);
});
