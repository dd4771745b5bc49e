import { expect, it } from "vitest";
import type { Diagnostic } from "#contract/diagnostic.ts";
import { dockerfileFacts, told, verdictOn } from "./checkFixture.ts";
import { NEWEST } from "./facts.ts";

const TWO_STAGES = `ARG VERSION=1.37
FROM busybox:$VERSION AS build
RUN echo hi \\
  && echo there
FROM build
COPY --from=build /a /b
CMD ["sh"]
`;

const on = (text: string, check: string) => told(verdictOn(`dockerfile: ${check}`, dockerfileFacts(text)));
const PASSED = ["passed"];

it.each([
  ["{ base: busybox }"],
  ['{ base: "busybox:1*" }'],
  ["{ has: { instruction: RUN, arguments: hi.*there } }"],
  ["{ stage: build, has: { instruction: run, form: shell, count: 1 } }"],
  ["{ stage: last, has: { instruction: CMD, form: exec }, lacks: { instruction: RUN } }"],
  ["{ has: { instruction: COPY, flags: { from: ^build$ } } }"],
  ["{ stages: { min: 2, max: 2 } }"],
  ["{ order: [{ instruction: COPY }, { instruction: CMD }] }"],
  ["[{ base: busybox }, { has: { instruction: ARG, arguments: VERSION } }]"],
])("%s holds", (check) => {
  expect(on(TWO_STAGES, check)).toEqual(PASSED);
});

it.each([
  [
    "{ base: debian }",
    "Line 2 is FROM busybox:$VERSION AS build.",
    "The image that the last stage starts from is debian.",
    2,
  ],
  ["{ has: { instruction: USER } }", "There is no USER in the Dockerfile.", "USER, in the Dockerfile.", 7],
  ["{ has: { instruction: CMD, form: shell } }", 'Line 7 is CMD ["sh"].', "CMD in shell form, in the Dockerfile.", 7],
  [
    "{ stage: first, lacks: { instruction: RUN } }",
    "Line 3 is RUN echo hi && echo there.",
    "No RUN in the first stage.",
    3,
  ],
  [
    "{ has: { instruction: FROM, count: 1 } }",
    "There are 2 in the Dockerfile: on lines 2, 5.",
    "In the Dockerfile, exactly 1 FROM.",
    5,
  ],
  ["{ stages: { max: 1 } }", "The Dockerfile has 2 stages.", "A Dockerfile with at most 1 stage.", 5],
  [
    "{ order: [{ instruction: CMD }, { instruction: COPY }] }",
    "Line 6 is COPY --from=build /a /b. It comes before line 7, CMD.",
    "CMD, then COPY, in the Dockerfile.",
    6,
  ],
])("%s does not, and says where", (check, saw, wanted, line) => {
  expect(on(TWO_STAGES, check)).toEqual(["failed", saw, wanted, line]);
});

it("says which stage there is not, and which line can't be read", () => {
  expect(on(TWO_STAGES, "{ stage: test, has: { instruction: RUN } }")).toEqual([
    "failed",
    "There is no such stage as the stage test.",
    "RUN, in the stage test.",
  ]);
  const [, saw, , line] = on("FROM busybox\nUSERR app\n", "{ has: { instruction: USER } }");
  expect(saw).toMatch(/^There is no valid USER\. Line 2 has an error: /);
  expect(line).toBe(2);
});

it("judges by findings that are gone", () => {
  const finding: Diagnostic = {
    code: "JSONArgsRecommended",
    alsoKnownAs: ["DL3025"],
    source: "buildkit",
    severity: "warning",
    message: "JSON arguments recommended for CMD",
    range: { start: { line: 3, character: 0 }, end: { line: 3, character: 9 } },
  };
  const judge = (check: string, found: Diagnostic[] | undefined) =>
    told(
      verdictOn(`dockerfile: ${check}`, {
        ...dockerfileFacts(TWO_STAGES),
        findings: new Map(found && [[NEWEST, found]]),
      }),
    );
  expect(judge("{ without: [DL3025] }", [finding])).toEqual([
    "failed",
    "Line 4: JSON arguments recommended for CMD. (JSONArgsRecommended)",
    "No finding DL3025.",
    4,
  ]);
  expect(judge("{ without: [DL3025] }", [])).toEqual(PASSED);
  expect(judge("{ without: errors }", [finding])).toEqual(PASSED);
  expect(judge("{ without: errors }", undefined)).toEqual(["waiting", "The Dockerfile could not be checked."]);
});

it("says that there is no Dockerfile", () => {
  expect(told(verdictOn("dockerfile: { base: busybox }", {}))).toEqual([
    "failed",
    "There is no file Dockerfile.",
    "A Dockerfile named Dockerfile.",
  ]);
});
