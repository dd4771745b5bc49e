import { describe, expect, it } from "vitest";
import { folder, textFile } from "#contract/workspaceFiles.ts";
import { digestOf } from "../build/buildFixture.ts";
import { changesSince, planQuestion } from "./planQuestion.ts";

const files = [textFile("Dockerfile", "FROM a\n"), textFile("app.py", "1"), folder("empty"), textFile("x/y", "2")];
const sent = { digest: digestOf("1"), files };
const settings = {
  dockerfile: "Dockerfile",
  tag: "t",
  target: "",
  buildArgs: [{ name: "V", value: "1" }],
  platform: "",
};

describe("the question for a plan", () => {
  it("sends nothing that the server has", () => {
    expect(planQuestion({ files, settings }, sent)).toEqual({
      context: sent.digest,
      dockerfile: "Dockerfile",
      tags: ["t"],
      buildArgs: { V: "1" },
      contextChanges: {},
    });
    expect(changesSince(sent, [...files])).toEqual({ files: [] });
  });

  it("sends the edited file, and added and removed ones", () => {
    const typed = [textFile("Dockerfile", "FROM b\n"), files[1] ?? folder("?"), textFile("new", "3")];
    expect(changesSince(sent, typed)).toEqual({
      files: [
        { path: "Dockerfile", mode: 0o644, text: "FROM b\n" },
        { path: "new", mode: 0o644, text: "3" },
      ],
      removed: ["x/y"],
    });
  });

  it("is replaced by a new context if much changed", () => {
    const large = [...files, textFile("large", "x".repeat(1_000_001))];
    expect(planQuestion({ files: large, settings }, sent)).toBeUndefined();
  });
});
