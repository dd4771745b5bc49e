import { describe, expect, it } from "vitest";
import { OpenContainers } from "./openContainers.ts";

const WHO = { container: "c" };

describe("the containers that run", () => {
  it("finds one from its start to its end, and then says that it is not running", () => {
    const open = new OpenContainers<typeof WHO>();
    open.add("1", WHO);
    expect(open.require("1")).toBe(WHO);
    open.remove("1");
    expect(open.find("1")).toBeUndefined();
    expect(() => open.require("1")).toThrow("container 1 is not running");
  });

  it("keeps the streams of a container that is about to start for the start", () => {
    const open = new OpenContainers<typeof WHO>();
    const attached = open.streams("1");
    open.add("1", WHO);
    expect(open.streams("1")).toBe(attached);
  });

  it("forgets the streams of one that does not run, and never those of one that runs", () => {
    const open = new OpenContainers<typeof WHO>();
    const attached = open.streams("1");
    open.add("1", WHO);
    open.forget("1");
    expect(open.streams("1")).toBe(attached);
    open.remove("1");
    expect(open.streams("1")).not.toBe(attached);
  });
});
