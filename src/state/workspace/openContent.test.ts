import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { useBuild } from "../build/build.ts";
import { useNotices } from "../page/notices.ts";
import { bringBack, openContent } from "./openContent.ts";
import { EMPTY_WORKSPACE, typeText, useWorkspace } from "./workspace.ts";
import { textFile } from "./workspaceFiles.ts";

const named = (name: string): WorkspaceContent => ({
  ...EMPTY_WORKSPACE,
  name,
  files: [textFile("Dockerfile", `FROM ${name}`)],
});
const text = () => useWorkspace.getState().content.files[0]?.text;

beforeEach(() => {
  const content = named("mine");
  useWorkspace.setState({ phase: "ready", content, base: content, revision: 1, saving: { kind: "saved" } }, true);
  useNotices.setState({ notices: [] });
  vi.stubGlobal("fetch", async () => new Response(null, { status: 404 }));
});
afterEach(() => void vi.unstubAllGlobals());

it("keeps what was there before an example, with what was typed last, and the example in turn", () => {
  typeText("Dockerfile", "FROM mine, changed");
  openContent(named("example"), "Opened.");
  expect(text()).toBe("FROM example");
  useNotices.getState().notices.at(-1)?.action?.run();
  expect(text()).toBe("FROM mine, changed");
  bringBack();
  expect(text()).toBe("FROM example");
});

it("takes the results of the other files away", () => {
  const problem = { type: "", status: 422, code: "internal", title: "", detail: "" } as const;
  useBuild.setState({ build: { phase: "refused", problem } });
  openContent(named("example"), "Opened.");
  expect(useBuild.getState().build.phase).toBe("idle");
});
