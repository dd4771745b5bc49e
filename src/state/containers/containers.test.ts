import { describe, expect, it } from "vitest";
import { applyContainerEvent } from "./applyContainerEvent.ts";
import { CONTAINER_IMAGE, containerOf } from "./containerFixture.ts";
import { liveContainer } from "./liveContainer.ts";

describe("the list of containers after an event", () => {
  it("has a new one first, a changed one in its place, and a removed one no more", () => {
    const [old, young] = [containerOf("old", 1), containerOf("young", 2)];
    const both = applyContainerEvent([old], { type: "changed", container: young });
    expect(both).toEqual([young, old]);
    const stopped = containerOf("old", 1, "exited");
    expect(applyContainerEvent(both, { type: "changed", container: stopped })).toEqual([young, stopped]);
    expect(applyContainerEvent(both, { type: "removed", id: "young" })).toEqual([old]);
  });
});

describe("the writable layer on the stack", () => {
  const containers = [containerOf("exited", 3, "exited"), containerOf("b", 2), containerOf("a", 1)];

  it("is the chosen container's, or that of the newest that runs, or of the newest", () => {
    expect(liveContainer(containers, CONTAINER_IMAGE, "a")?.id).toBe("a");
    expect(liveContainer(containers, CONTAINER_IMAGE, undefined)?.id).toBe("b");
    expect(liveContainer(containers.slice(0, 1), CONTAINER_IMAGE, "gone")?.id).toBe("exited");
  });

  it("is of the image shown only", () => {
    expect(liveContainer(containers, `sha256:${"b".repeat(64)}`, "a")).toBeUndefined();
    expect(liveContainer(containers, undefined, "a")).toBeUndefined();
  });
});
