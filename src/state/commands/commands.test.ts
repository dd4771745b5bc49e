import { beforeEach, expect, it, vi } from "vitest";
import { useBuild } from "../build/build.ts";
import { EMPTY_WORKSPACE, useWorkspace } from "../workspace/workspace.ts";
import { build } from "./commands.ts";

const phase = () => useBuild.getState().build.phase;

beforeEach(() => useBuild.setState({ build: { phase: "idle" } }));

it("builds nothing while the files are still to come, whose Dockerfile it would miss", async () => {
  useWorkspace.setState({ phase: "loading", content: EMPTY_WORKSPACE }, true);
  build();
  await new Promise(setImmediate);
  expect(phase()).toBe("idle");
});

it("says that there is no Dockerfile once the files are there", async () => {
  const saving = { kind: "saved" } as const;
  useWorkspace.setState({ phase: "ready", content: EMPTY_WORKSPACE, base: EMPTY_WORKSPACE, revision: 1, saving }, true);
  build();
  await vi.waitFor(() => expect(phase()).toBe("refused"));
});
