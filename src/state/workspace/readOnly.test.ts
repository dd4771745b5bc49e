import { beforeEach, describe, expect, it } from "vitest";
import { textFile } from "#contract/workspaceFiles.ts";
import { makeReadOnly } from "../page/readOnly.ts";
import { useTogether } from "./together.ts";
import {
  addFiles,
  changeSettings,
  deletePath,
  EMPTY_WORKSPACE,
  movePath,
  renameWorkspace,
  setLastBuild,
  typeText,
  useWorkspace,
} from "./workspace.ts";

const content = { ...EMPTY_WORKSPACE, files: [textFile("Dockerfile", "FROM busybox\n"), textFile("app.py", "")] };

beforeEach(() => {
  makeReadOnly();
  useTogether.setState({ paths: new Set(["Dockerfile"]) });
  useWorkspace.setState({ phase: "ready", content, base: content, revision: 1, saving: { kind: "saved" } }, true);
});

describe("a page that only shows", () => {
  it.each([
    ["typing", () => typeText("app.py", "print()")],
    ["a new file", () => addFiles([textFile("new", "")])],
    ["deleting", () => deletePath("app.py")],
    ["renaming a file", () => movePath("app.py", "main.py")],
    ["renaming the workspace", () => renameWorkspace("mine")],
    ["settings", () => changeSettings({ tag: "mine" })],
    ["a build that is looked at", () => setLastBuild("build")],
  ])("is not changed by %s", (_what, change) => {
    const before = useWorkspace.getState();
    change();
    expect(useWorkspace.getState()).toBe(before);
  });

  it("shows what is typed into a text that is edited together, and has nothing to save", () => {
    typeText("Dockerfile", "FROM busybox:1\n");
    const state = useWorkspace.getState();
    expect(state.content.files[0]?.text).toBe("FROM busybox:1\n");
    expect(state).toMatchObject({ saving: { kind: "saved" } });
  });
});
