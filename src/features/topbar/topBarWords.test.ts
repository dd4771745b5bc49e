import { describe, expect, it } from "vitest";
import { problem } from "#contract/problem.ts";
import type { Saving, WorkspaceState } from "../../state/workspace/workspaceSaving.ts";
import { savingWords } from "./savingWords.ts";
import { targetOptions } from "./targetOptions.ts";

const settings = { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" };
const content = { name: "", files: [], settings };
const state = (saving: Saving): WorkspaceState => ({ phase: "ready", content, base: content, revision: 1, saving });

describe("words beside the workspace's name", () => {
  it("say that typing is safe while the server is unreachable", () => {
    const words = savingWords(
      state({ kind: "offline", problem: problem("server/unreachable", "It does not answer.") }),
    );
    expect(words.text).toBe("Offline, kept in this browser");
    expect(words.tone).toBe("warning");
  });

  it("are the same while it waits and while it saves, so that nothing flickers", () => {
    expect(savingWords(state({ kind: "unsaved" })).text).toBe(savingWords(state({ kind: "saving" })).text);
  });
});

describe("targets to choose from", () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const stages = [
    { index: 0, name: "build", image: "busybox", range },
    { index: 1, image: "scratch", range },
  ];

  it("are the stages that have a name, after the last stage", () => {
    expect(targetOptions(stages, "").map(({ label }) => label)).toEqual(["last stage", "build"]);
  });

  it("keep one that is no longer in the file, marked", () => {
    expect(targetOptions([], "gone").at(-1)).toEqual({
      value: "gone",
      label: "gone (not in the file)",
    });
    expect(targetOptions(stages, "BUILD")).toHaveLength(2);
  });
});
