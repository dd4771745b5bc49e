import { beforeEach, describe, expect, it } from "vitest";
import { putFiles, textFile } from "#contract/workspaceFiles.ts";
import { openFile, useEditor } from "../editor/editor.ts";
import { useNotices } from "../page/notices.ts";
import { changeSettings, deletePath, movePath, setExecutable, typeText, useWorkspace } from "./workspace.ts";

const content = {
  name: "app",
  files: [...putFiles([], [textFile("Dockerfile", "FROM a"), textFile("app/run.sh", "x"), textFile("app/b.txt", "b")])],
  settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
};

const paths = () => useWorkspace.getState().content.files.map(({ path }) => path);
const undo = () => useNotices.getState().notices.at(-1)?.action?.run();

beforeEach(() => {
  useWorkspace.setState({ phase: "ready", content, base: content, revision: 1, saving: { kind: "saved" } }, true);
  useNotices.setState({ notices: [] });
  openFile(undefined);
});

describe("the workspace", () => {
  it("is unsaved as soon as something is typed, but not by the same text again", () => {
    typeText("Dockerfile", "FROM a");
    expect(useWorkspace.getState()).toMatchObject({ saving: { kind: "saved" } });
    typeText("Dockerfile", "FROM b");
    expect(useWorkspace.getState()).toMatchObject({ saving: { kind: "unsaved" } });
  });

  it("ignores changes while it is still loading", () => {
    useWorkspace.setState({ phase: "loading", content }, true);
    typeText("Dockerfile", "FROM lost");
    expect(useWorkspace.getState().content).toBe(content);
  });

  it("restores a deleted file, which is closed in the editor meanwhile", () => {
    openFile("app/run.sh");
    deletePath("app");
    expect(paths()).toEqual(["Dockerfile"]);
    expect(useEditor.getState().openPath).toBeUndefined();
    undo();
    expect(paths()).toEqual(["Dockerfile", "app/b.txt", "app/run.sh"]);
  });

  it("keeps the editor and the Dockerfile's setting on a moved file", () => {
    changeSettings({ dockerfile: "app/b.txt" });
    openFile("app/run.sh");
    movePath("app", "web");
    expect(paths()).toEqual(["Dockerfile", "web/b.txt", "web/run.sh"]);
    expect(useEditor.getState().openPath).toBe("web/run.sh");
    expect(useWorkspace.getState().content.settings.dockerfile).toBe("web/b.txt");
  });

  it("keeps a named context on the folder that moves, and leaves images alone", () => {
    const image = { name: "base", type: "image", source: "app" } as const;
    changeSettings({ namedContexts: [{ name: "lib", type: "folder", source: "app" }, image] });
    movePath("app", "web");
    const { namedContexts } = useWorkspace.getState().content.settings;
    expect(namedContexts).toEqual([{ name: "lib", type: "folder", source: "web" }, image]);
  });

  it("makes a file executable and back", () => {
    setExecutable("app/run.sh", true);
    expect(useWorkspace.getState().content.files[2]).toMatchObject({ mode: 0o755, text: "x" });
    setExecutable("app/run.sh", false);
    expect(useWorkspace.getState().content.files[2]).toMatchObject({ mode: 0o644 });
  });
});
