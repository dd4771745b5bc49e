import { expect, test } from "vitest";
import { Counter, gauge, Histogram, Reading } from "./families.ts";

test("a counter has a sample for each set of labels", () => {
  const counter = new Counter("builds_total", "Builds.");
  counter.add({ result: "done" });
  counter.add({ result: "done" });
  counter.add({ result: "failed" }, 3);
  expect(counter.render()).toBe(
    [
      "# HELP builds_total Builds.",
      "# TYPE builds_total counter",
      'builds_total{result="done"} 2',
      'builds_total{result="failed"} 3',
      "",
    ].join("\n"),
  );
});

test("a histogram counts all values up to each bound, as Prometheus adds them", () => {
  const histogram = new Histogram("seconds", "Time.", [1, 5]);
  for (const value of [0.5, 1, 3, 9]) histogram.observe(value, { kind: "live" });
  expect(histogram.render().split("\n").slice(2)).toEqual([
    'seconds_bucket{kind="live",le="1"} 2',
    'seconds_bucket{kind="live",le="5"} 3',
    'seconds_bucket{kind="live",le="+Inf"} 4',
    'seconds_sum{kind="live"} 13.5',
    'seconds_count{kind="live"} 4',
    "",
  ]);
});

test("what is not known yet has no sample", () => {
  expect(gauge("bytes", "Bytes.", () => undefined).render()).toBe("# HELP bytes Bytes.\n# TYPE bytes gauge\n");
});

test("values of labels are escaped", () => {
  const reading = new Reading("a", "A.", () => [[{ b: 'x"\\\n' }, 1]]);
  expect(reading.render()).toContain('a{b="x\\"\\\\\\n"} 1\n');
});
