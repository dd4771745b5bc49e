import { beforeEach, describe, expect, it, vi } from "vitest";
import type { BuildEvent } from "#contract/buildEvent.ts";
import { problem } from "#contract/problem.ts";
import type { WorkspaceSettings } from "#contract/workspace.ts";
import * as api from "../../api/client.ts";
import { refused, succeeded } from "../../api/result.ts";
import { cancelBuild, forgetUnreachable, leaveBuild, openBuild, resumeBuild, startBuild, useBuild } from "./build.ts";
import { digestOf, plannedStep } from "./buildFixture.ts";
import type { BuildInput } from "./buildRequest.ts";
import { runOf } from "./buildState.ts";

vi.mock("../../api/client.ts");

const settings: WorkspaceSettings = {
  dockerfile: "Dockerfile",
  tag: "web:dev",
  target: "",
  buildArgs: [{ name: "A", value: "1" }],
  platform: "",
};
const input: BuildInput = {
  files: [
    { path: "Dockerfile", kind: "text", mode: 0o644, text: "FROM scratch\n", size: 13 },
    { path: "logo.png", kind: "blob", mode: 0o644, blob: digestOf("b"), size: 9 },
    { path: "empty", kind: "folder", mode: 0o755, size: 0 },
  ],
  settings,
};
const planned: BuildEvent = { type: "planned", stages: [], steps: [plannedStep("0.0", "FROM scratch", 0)] };
const done: BuildEvent = { type: "finished", state: "done", at: 9, image: { id: digestOf("1"), tags: ["web:dev"] } };

/** Streams these events; without an end among them the stream stays open until it is aborted. */
function streamOf(...events: BuildEvent[]) {
  vi.mocked(api.streamBuildEvents).mockImplementation(async (_id, { onEvent, signal }) => {
    for (const event of events) onEvent(event);
    if (events.at(-1)?.type === "finished") return { kind: "over" };
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    return { kind: "aborted" };
  });
}

const phase = () => useBuild.getState().build.phase;

beforeEach(() => {
  vi.resetAllMocks();
  useBuild.setState({ build: { phase: "idle" } });
  vi.mocked(api.createContext).mockResolvedValue(succeeded({ digest: digestOf("c"), files: [] }));
  vi.mocked(api.startBuild).mockResolvedValue(succeeded({ id: "one" }));
  vi.mocked(api.cancelBuild).mockResolvedValue(succeeded(undefined));
  streamOf(planned, done);
});

describe("a build from the page", () => {
  it("sends texts and blobs, then what to build, and ends with an image", async () => {
    await startBuild(input);
    expect(vi.mocked(api.createContext).mock.calls[0]?.[0]).toEqual({
      files: [
        { path: "Dockerfile", mode: 0o644, text: "FROM scratch\n" },
        { path: "logo.png", mode: 0o644, blob: digestOf("b") },
      ],
    });
    expect(vi.mocked(api.startBuild).mock.calls[0]?.[0]).toEqual({
      context: digestOf("c"),
      dockerfile: "Dockerfile",
      dockerfileText: "FROM scratch\n",
      tags: ["web:dev"],
      buildArgs: { A: "1" },
    });
    expect(useBuild.getState().build).toMatchObject({ phase: "done", image: { id: digestOf("1") } });
  });

  it("is refused with the reason if there is no Dockerfile, and sends nothing", async () => {
    await startBuild({ ...input, settings: { ...settings, dockerfile: "other/Dockerfile" } });
    expect(useBuild.getState().build).toMatchObject({ phase: "refused", problem: { code: "dockerfile/missing" } });
    expect(api.createContext).not.toHaveBeenCalled();
  });

  it("is refused with the server's problem", async () => {
    vi.mocked(api.startBuild).mockResolvedValue(refused(problem("build/queue-full", "32 are waiting.")));
    await startBuild(input);
    expect(useBuild.getState().build).toMatchObject({ phase: "refused", problem: { code: "build/queue-full" } });
  });

  it("fails if its events are permanently refused", async () => {
    vi.mocked(api.streamBuildEvents).mockResolvedValue({
      kind: "refused",
      problem: problem("build/not-found", "Gone."),
    });
    await startBuild(input);
    expect(useBuild.getState().build).toMatchObject({ phase: "failed", problem: { code: "build/not-found" } });
  });
});

describe("a second build", () => {
  it("cancels the first and takes its place", async () => {
    streamOf(planned);
    const first = startBuild(input);
    await vi.waitFor(() => expect(phase()).toBe("running"));
    vi.mocked(api.startBuild).mockResolvedValue(succeeded({ id: "two" }));
    streamOf(planned, done);
    await startBuild(input);
    await first;
    expect(api.cancelBuild).toHaveBeenCalledWith("one");
    expect(runOf(useBuild.getState().build)?.id).toBe("two");
    expect(phase()).toBe("done");
  });
});

describe("another build that is opened", () => {
  const found = { id: "two", state: "done" as const, steps: [], createdAt: 5 };

  it("leaves the running one on the page if it can't be opened", async () => {
    streamOf(planned);
    void startBuild(input);
    await vi.waitFor(() => expect(phase()).toBe("running"));
    const end = new Promise((resolve) =>
      vi.mocked(api.streamBuildEvents).mock.calls[0]?.[1].signal.addEventListener("abort", resolve),
    );
    vi.mocked(api.getBuild).mockResolvedValue(refused(problem("server/unreachable", "No answer.")));
    expect(await openBuild("two")).toMatchObject({ code: "server/unreachable" });
    expect(await Promise.race([end, "followed"])).toBe("followed");
    expect(runOf(useBuild.getState().build)?.id).toBe("one");
  });

  it("gives way to one that is opened after it", async () => {
    const slow = Promise.withResolvers<Awaited<ReturnType<typeof api.getBuild>>>();
    vi.mocked(api.getBuild).mockReturnValueOnce(slow.promise).mockResolvedValue(succeeded(found));
    const first = openBuild("zero");
    await openBuild("two");
    slow.resolve(succeeded({ ...found, id: "zero" }));
    await first;
    expect(runOf(useBuild.getState().build)?.id).toBe("two");
  });
});

describe("cancel", () => {
  it("cancels a build whose number is not known yet, as soon as it is", async () => {
    const accepted = Promise.withResolvers<Awaited<ReturnType<typeof api.startBuild>>>();
    vi.mocked(api.startBuild).mockReturnValueOnce(accepted.promise);
    const started = startBuild(input);
    await vi.waitFor(() => expect(api.startBuild).toHaveBeenCalled());
    await cancelBuild();
    expect(phase()).toBe("idle");
    accepted.resolve(succeeded({ id: "one" }));
    await started;
    expect(api.cancelBuild).toHaveBeenCalledWith("one");
    expect(phase()).toBe("idle");
  });

  it("leaves a build alone whose workspace is left", async () => {
    const accepted = Promise.withResolvers<Awaited<ReturnType<typeof api.startBuild>>>();
    vi.mocked(api.startBuild).mockReturnValueOnce(accepted.promise);
    const started = startBuild(input);
    await vi.waitFor(() => expect(api.startBuild).toHaveBeenCalled());
    leaveBuild();
    accepted.resolve(succeeded({ id: "one" }));
    await started;
    expect(api.cancelBuild).not.toHaveBeenCalled();
    expect(phase()).toBe("idle");
  });

  it("asks the server and waits for the build's own end", async () => {
    streamOf(planned);
    void startBuild(input);
    await vi.waitFor(() => expect(phase()).toBe("running"));
    await cancelBuild();
    expect(api.cancelBuild).toHaveBeenCalledWith("one");
    expect(useBuild.getState().build).toMatchObject({ phase: "running", canceling: true });
  });

  it("can be retried if the server was unreachable", async () => {
    vi.mocked(api.cancelBuild).mockResolvedValue(refused(problem("server/unreachable", "No answer.")));
    streamOf(planned);
    void startBuild(input);
    await vi.waitFor(() => expect(phase()).toBe("running"));
    await cancelBuild();
    expect(useBuild.getState().build).toMatchObject({ phase: "running", canceling: false });
  });
});

describe("after a reload", () => {
  const found = { id: "one", state: "running" as const, steps: [], createdAt: 5 };

  it("the last build is shown again from its start", async () => {
    vi.mocked(api.getBuild).mockResolvedValue(succeeded(found));
    await resumeBuild("one");
    expect(phase()).toBe("done");
  });

  it("a build that the server has deleted leaves the page empty", async () => {
    vi.mocked(api.getBuild).mockResolvedValue(refused(problem("build/not-found", "Gone.")));
    await resumeBuild("one");
    expect(phase()).toBe("idle");
  });

  it("a build started in the meantime is not affected", async () => {
    await startBuild(input);
    await resumeBuild("zero");
    expect(runOf(useBuild.getState().build)?.id).toBe("one");
  });

  it("clears the problem of an unreachable server once it is back, and no other problem", async () => {
    vi.mocked(api.createContext).mockResolvedValueOnce(refused(problem("server/unreachable", "No answer.")));
    await startBuild(input);
    expect(phase()).toBe("refused");
    expect(forgetUnreachable()).toBe(true);
    expect(phase()).toBe("idle");
    vi.mocked(api.createContext).mockResolvedValueOnce(refused(problem("server/answer", "Not JSON.")));
    await startBuild(input);
    expect(forgetUnreachable()).toBe(false);
    expect(phase()).toBe("refused");
  });
});
