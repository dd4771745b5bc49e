import { describe, expect, it } from "vitest";
import type { ContainerState } from "#contract/container.ts";
import { containerStatus, stateWord } from "./containerStatus.ts";

const now = 1_000_000;
const running = { phase: "running", startedAt: now - 120_000, paused: false } as const;
const health = { failures: 0, output: "" };

describe("STATUS of docker ps", () => {
  it.each<[ContainerState, string, string]>([
    [{ phase: "created" }, "Created", "created"],
    [running, "Up 2 minutes", "running"],
    [{ ...running, paused: true }, "Up 2 minutes (Paused)", "paused"],
    [{ ...running, health: { ...health, state: "starting" } }, "Up 2 minutes (health: starting)", "running"],
    [{ ...running, health: { ...health, state: "healthy" } }, "Up 2 minutes (healthy)", "running"],
    [{ ...running, health: { ...health, state: "unhealthy" } }, "Up 2 minutes (unhealthy)", "running"],
    [
      { phase: "exited", startedAt: 1, finishedAt: now - 5000, code: 137, reason: "exit" },
      "Exited (137) 5 seconds ago",
      "exited",
    ],
    [{ phase: "exited", finishedAt: now, code: 127, reason: "not-started" }, "Created", "created"],
  ])("of %j is %s", (state, text, word) => {
    expect(containerStatus(state, now)).toBe(text);
    expect(stateWord(state)).toBe(word);
  });
});
