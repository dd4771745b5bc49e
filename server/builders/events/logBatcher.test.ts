import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RunningEvent } from "../builder.ts";
import { LogBatcher } from "./logBatcher.ts";

describe("log events", () => {
  let events: RunningEvent[] = [];
  let log: LogBatcher;
  beforeEach(() => {
    vi.useFakeTimers();
    events = [];
    log = new LogBatcher("0.1", (event) => events.push(event));
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const texts = () => events.map((event) => (event.type === "log" ? `${event.stream}: ${event.text}` : ""));

  it("are batched for a moment", () => {
    for (const part of ["a", "b", "c\n"]) log.write("stdout", Buffer.from(part));
    expect(events).toEqual([]);
    vi.advanceTimersByTime(50);
    expect(texts()).toEqual(["stdout: abc\n"]);
  });

  it("are sent at once if there is a lot of output", () => {
    log.write("stdout", Buffer.alloc(40_000, "x"));
    expect(texts().map((text) => text.length - "stdout: ".length)).toEqual([16_384, 16_384, 7232]);
  });

  it("keep the order of the two streams", () => {
    log.write("stdout", Buffer.from("out"));
    log.write("stderr", Buffer.from("err"));
    log.write("stdout", Buffer.from("out"));
    log.end();
    expect(texts()).toEqual(["stdout: out", "stderr: err", "stdout: out"]);
  });

  it("never split a character", () => {
    const bytes = Buffer.from("☃");
    log.write("stdout", bytes.subarray(0, 1));
    vi.advanceTimersByTime(50);
    log.write("stdout", bytes.subarray(1));
    log.end();
    expect(texts()).toEqual(["stdout: ☃"]);
  });

  it("end with a replacement character if the output is not text", () => {
    log.write("stdout", Buffer.from([0xe2]));
    log.end();
    expect(texts()).toEqual(["stdout: \ufffd"]);
  });

  it("keep the last lines for the problem, without colors", () => {
    log.write("stdout", Buffer.from(Array.from({ length: 50 }, (_, index) => `line ${index}\n`).join("")));
    log.write("stderr", Buffer.from("\u001b[31mred\u001b[0m\n"));
    expect(log.lastLines()).toHaveLength(20);
    expect(log.lastLines().slice(-2)).toEqual(["line 49", "red"]);
  });
});
