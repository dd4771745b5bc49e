import { expect, test } from "vitest";
import type { BuildEvent } from "#contract/buildEvent.ts";
import { SharedLog } from "./sharedLog.ts";

const output = (text: string): BuildEvent => ({ type: "log", step: "0.1", stream: "stdout", text });
const eventsIn = (log: SharedLog): BuildEvent[] =>
  log
    .text()
    .split("\n")
    .map((line) => JSON.parse(line));

test("keeps every event of a short log, but for waiting and downloads", () => {
  const log = new SharedLog(10_000);
  log.add({ type: "queued", ahead: 1 });
  log.add({ type: "planned", stages: [], steps: [] });
  log.add({ type: "progress", step: "0.0", label: "layer", current: 1 });
  log.add(output("line\n"));
  expect(eventsIn(log)).toEqual([{ type: "planned", stages: [], steps: [] }, output("line\n")]);
});

test("of a long log, keeps the start, the end, and a word on the middle, between all states of steps", () => {
  const log = new SharedLog(2000);
  for (let line = 0; line < 200; line += 1) log.add(output(`line ${line}\n`));
  log.add({ type: "step", step: "0.1", state: "failed", at: 1 });
  log.add({ type: "finished", state: "canceled", at: 2 });
  const events = eventsIn(log);
  const texts = events.flatMap((event) => (event.type === "log" ? [event.text] : []));
  expect(texts[0]).toBe("line 0\n");
  expect(texts.at(-1)).toBe("line 199\n");
  expect(texts.filter((text) => text.includes("not part of the share"))).toHaveLength(1);
  expect(log.text().length).toBeLessThan(2600);
  expect(events.slice(-2).map(({ type }) => type)).toEqual(["step", "finished"]);
});

test("does not tell which context was built", () => {
  const log = new SharedLog(1000);
  const source = { type: "source", dockerfile: "Dockerfile", dockerfileText: "FROM x" } as const;
  log.add({ ...source, context: `sha256:${"a".repeat(64)}` });
  expect(eventsIn(log)).toEqual([source]);
});
