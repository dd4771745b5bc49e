import { expect, test } from "vitest";
import { checkDockerfile } from "../checkDockerfile.ts";
import { hadolintEnd } from "./failureThreshold.ts";
import { DEFAULT_HADOLINT_CONFIG, type HadolintConfig } from "./hadolintConfig.ts";

function verdictOf(text: string, failureThreshold: HadolintConfig["failureThreshold"]) {
  const hadolint = { ...DEFAULT_HADOLINT_CONFIG, failureThreshold };
  const { fails, failing } = hadolintEnd(checkDockerfile(text, { hadolint }), hadolint);
  return fails ? failing : "passes";
}

test("hadolint fails at findings of the threshold's severity and above", () => {
  // DL3007 is a warning.
  const text = "FROM debian:latest\n";
  expect(verdictOf(text, "error")).toBe("passes");
  expect(verdictOf(text, "warning")).toBe(1);
  expect(verdictOf(text, "style")).toBe(1);
});

test("a rule that BuildKit says too counts with its own severity", () => {
  // DL4000 is an error in hadolint, a warning in BuildKit.
  expect(verdictOf("FROM debian:12\nMAINTAINER ada\n", "error")).toBe(1);
});

test("checks that only BuildKit has count nothing, a Dockerfile that can't be read does", () => {
  expect(verdictOf("FROM debian:12 AS Build\nCMD []\n", "none")).toBe("passes");
  expect(verdictOf("FROM debian:12\nRUN --nope x\n", "error")).toBe(1);
});

test("without findings it passes whatever the threshold", () => {
  for (const threshold of ["error", "style", "none"] as const) {
    expect(verdictOf("FROM debian:12\n", threshold)).toBe("passes");
  }
});

test("with no-fail it passes whatever is found", () => {
  const hadolint = { ...DEFAULT_HADOLINT_CONFIG, noFail: true };
  const found = checkDockerfile("FROM debian:latest\nRUN --nope x\n", { hadolint });
  expect(hadolintEnd(found, hadolint)).toMatchObject({ fails: false, failing: 2 });
});
