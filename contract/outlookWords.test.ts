import { expect, it } from "vitest";
import { missSentence } from "./missWords.ts";
import { outlookSentence, withReasons } from "./outlookWords.ts";
import type { ForecastStep } from "./plan.ts";
import { problem } from "./problem.ts";

const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const step = (title: string, more: Partial<ForecastStep>): ForecastStep => {
  const [instruction = ""] = title.split(" ");
  return { id: title, stage: 0, instruction, title, range: at, configOnly: false, outlook: "unknown", ...more };
};
const from = step("FROM a", { code: "no-image", image: "a" });

it.each([
  ["Needs the image a, which has not been pulled.", from, undefined],
  ["Builds on FROM a, whose image has not been pulled.", step("RUN x", { code: "builds-on" }), from],
  [
    "Builds on COPY --from=b / /, which is unknown before the build.",
    step("RUN x", { code: "builds-on" }),
    step("COPY --from=b / /", { code: "no-image", image: "b" }),
  ],
  ["Builds on COPY a b, which fails.", step("RUN x", { code: "builds-on" }), step("COPY a b", { outlook: "fails" })],
  [
    "Copies files from RUN y, which runs again.",
    step("COPY x", { code: "takes-from", outlook: "may-run" }),
    step("RUN y", { outlook: "runs" }),
  ],
  ["Depends on what http://a/b returns.", step("ADD x", { code: "not-fetched", url: "http://a/b" }), undefined],
  ["Cached, unless http://a/b has changed.", step("ADD x", { code: "unless-fetched", url: "http://a/b" }), undefined],
  ["Cached, unless ADD x produces different files.", step("RUN x", { code: "unless-step" }), step("ADD x", {})],
  [
    '"/a": not found',
    step("COPY a", { code: "mistake", problem: problem("build/copy", '"/a": not found') }),
    undefined,
  ],
  ["This step was not built before.", step("RUN x", { code: "never-built", outlook: "runs" }), undefined],
])("says %s", (sentence, forecast, earlier) => {
  expect(outlookSentence(forecast, earlier)).toBe(sentence);
});

it("gives each step of a forecast the sentence for old clients, unless it needs no reason", () => {
  const run = step("RUN x", { code: "builds-on", after: from.id });
  const { steps } = withReasons({ stages: [], steps: [from, run, step("CMD x", { outlook: "config" })] });
  expect(steps.map(({ reason }) => reason)).toEqual([
    "Needs the image a, which has not been pulled.",
    "Builds on FROM a, whose image has not been pulled.",
    undefined,
  ]);
});

it("keeps the sentence of a miss from a version without codes", () => {
  expect(missSentence({ reason: "a has changed.", changed: [] })).toBe("a has changed.");
});
