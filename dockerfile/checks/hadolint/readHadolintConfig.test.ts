import { expect, test } from "vitest";
import { DEFAULT_HADOLINT_CONFIG } from "./hadolintConfig.ts";
import { readHadolintConfig } from "./readHadolintConfig.ts";

test("an empty file changes nothing", () => {
  expect(readHadolintConfig("")).toEqual({ config: DEFAULT_HADOLINT_CONFIG });
  expect(readHadolintConfig("# only a comment\n")).toEqual({ config: DEFAULT_HADOLINT_CONFIG });
});

test("every key that matters is read", () => {
  const text = `
failure-threshold: warning
no-fail: true
format: tty
ignored: [DL3000, SC1010]
label-schema:
  author: text
  created: rfc3339
override:
  error:
    - DL3001
  style: [DL3015]
strict-labels: true
disable-ignore-pragma: true
trustedRegistries: docker.io
`;
  expect(readHadolintConfig(text)).toEqual({
    config: {
      ignored: ["DL3000", "SC1010"],
      override: { error: ["DL3001"], warning: [], info: [], style: ["DL3015"] },
      trustedRegistries: ["docker.io"],
      labelSchema: { author: "text", created: "rfc3339" },
      strictLabels: true,
      failureThreshold: "warning",
      noFail: true,
      disableIgnorePragma: true,
    },
  });
});

test.each([
  ["ignored: [1]", "ignored should be a list of strings."],
  ["- DL3000", "It should hold keys such as ignored and override."],
  ["override: [DL3000]", "override should hold lists named error, warning, info and style."],
  ["label-schema: {a: colour}", "label-schema: colour is no type of label."],
  ["strict-labels: maybe", "strict-labels should be true or false."],
  ["failure-threshold: fatal", "failure-threshold should be one of error, warning, info, style, ignore, none."],
])("%s is refused", (text, error) => {
  expect(readHadolintConfig(text)).toEqual({ error });
});

test("broken YAML is refused with its place", () => {
  expect(readHadolintConfig("ignored: {")).toEqual({ error: expect.stringMatching(/line 1/) });
});

test("a file made to explode is refused", () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[..."bcdefghi"].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghi"[index]}`).join(",")}]`).join("\n")}\n`;
  expect(readHadolintConfig(bomb)).toHaveProperty("error");
});
