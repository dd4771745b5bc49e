import { describe, expect, it } from "vitest";
import type { Container, ContainerState } from "#contract/container.ts";
import { applyContainerEvent } from "./applyContainerEvent.ts";
import { liveContainer } from "./liveContainer.ts";

const IMAGE = `sha256:${"a".repeat(64)}` as const;
const container = (id: string, createdAt: number, phase: ContainerState["phase"] = "running"): Container => ({
  id,
  name: id,
  image: { id: IMAGE, ref: "web" },
  argv: ["sh"],
  spec: { image: "web" },
  createdAt,
  state:
    phase === "running"
      ? { phase, startedAt: 1, paused: false }
      : { phase: "exited", finishedAt: 2, code: 0, reason: "exit" },
  restarts: 0,
  ports: [],
  volumes: [],
});

describe("the list of containers after an event", () => {
  it("has a new one first, a changed one in its place, and a removed one no more", () => {
    const [old, young] = [container("old", 1), container("young", 2)];
    const both = applyContainerEvent([old], { type: "changed", container: young });
    expect(both).toEqual([young, old]);
    const stopped = container("old", 1, "exited");
    expect(applyContainerEvent(both, { type: "changed", container: stopped })).toEqual([young, stopped]);
    expect(applyContainerEvent(both, { type: "removed", id: "young" })).toEqual([old]);
  });
});

describe("the writable layer on the stack", () => {
  const containers = [container("exited", 3, "exited"), container("b", 2), container("a", 1)];

  it("is the chosen container's, or that of the newest that runs, or of the newest", () => {
    expect(liveContainer(containers, IMAGE, "a")?.id).toBe("a");
    expect(liveContainer(containers, IMAGE, undefined)?.id).toBe("b");
    expect(liveContainer(containers.slice(0, 1), IMAGE, "gone")?.id).toBe("exited");
  });

  it("is of the image shown only", () => {
    expect(liveContainer(containers, `sha256:${"b".repeat(64)}`, "a")).toBeUndefined();
    expect(liveContainer(containers, undefined, "a")).toBeUndefined();
  });
});
