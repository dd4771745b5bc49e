import { expect, it } from "vitest";
import type { Container } from "#contract/container.ts";
import { askContainer } from "./askContainer.ts";

const ASK = { port: 8000, path: "/" };
const { signal } = new AbortController();

function containerThatStarted(startedAt: number): Pick<Container, "ports" | "state"> {
  return {
    ports: [{ container: 8000, host: 40_000, protocol: "tcp" }],
    state: { phase: "running", startedAt, paused: false },
  };
}

/** Nothing answers the first times. */
function answersAfter(times: number) {
  let asked = 0;
  return async () => (asked++ < times ? undefined : { status: 200, text: "hello" });
}

it("asks a container that has just started until it listens", async () => {
  const asking = { askPort: answersAfter(2), signal };
  expect(await askContainer(containerThatStarted(Date.now()), ASK, asking)).toEqual({
    ...ASK,
    status: 200,
    text: "hello",
  });
});

it("asks one that has run for a while only once", async () => {
  const asking = { askPort: answersAfter(1), signal };
  expect(await askContainer(containerThatStarted(Date.now() - 60_000), ASK, asking)).toEqual({ ...ASK, text: "" });
});
