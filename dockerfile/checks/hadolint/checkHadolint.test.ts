import { expect, test } from "vitest";
import { checkDockerfile } from "../checkDockerfile.ts";
import { DEFAULT_HADOLINT_CONFIG, type HadolintConfig } from "./hadolintConfig.ts";

function check(text: string, config: Partial<HadolintConfig> = {}) {
  return checkDockerfile(text, { hadolint: { ...DEFAULT_HADOLINT_CONFIG, ...config } });
}

test("without a configuration hadolint is not asked", () => {
  expect(checkDockerfile("FROM debian\n")).toEqual([]);
});

test("a finding has hadolint's words, its place and its page", () => {
  expect(check("FROM debian\n")).toEqual([
    {
      range: { start: { line: 0, character: 5 }, end: { line: 0, character: 11 } },
      severity: "warning",
      code: "DL3006",
      source: "hadolint",
      message: "Always tag the version of an image explicitly",
      next: "Add a version, as in debian:<version>.",
      href: "https://github.com/hadolint/hadolint/wiki/DL3006",
    },
  ]);
});

test("what a check of BuildKit's says too is one diagnostic that names both", () => {
  const found = check('FROM busybox:1.37\nMAINTAINER ada\nWORKDIR app\nCMD top\nCMD ["x"]\n');
  expect(found.map(({ code, source, alsoKnownAs }) => [code, source, alsoKnownAs])).toEqual([
    ["MaintainerDeprecated", "buildkit", ["DL4000"]],
    ["WorkdirRelativePath", "buildkit", ["DL3000"]],
    ["MultipleInstructionsDisallowed", "buildkit", ["DL4003"]],
    ["JSONArgsRecommended", "buildkit", ["DL3025"]],
  ]);
});

test("of several in one statement, the one at the same place is named", () => {
  const found = check("FROM busybox:1.37\nENV A_TOKEN=1 B_PASSWORD=2 C_USERNAME=3\n");
  expect(found.map(({ code, alsoKnownAs }) => [code, alsoKnownAs])).toEqual([
    ["SecretsUsedInArgOrEnv", ["DL3064"]],
    ["SecretsUsedInArgOrEnv", ["DL3064"]],
  ]);
});

test("an error that says the same names the rule too", () => {
  const [error, ...rest] = check("FROM busybox:1.37\nONBUILD FROM debian\n");
  expect(error).toMatchObject({ source: "dockerfile", severity: "error", alsoKnownAs: ["DL3043"] });
  expect(rest).toEqual([]);
});

test("skipping BuildKit's check silences its twin", () => {
  expect(check("# check=skip=MaintainerDeprecated\nFROM busybox:1.37\nMAINTAINER ada\n")).toEqual([]);
  expect(check("FROM busybox:1.37\n# check=skip=JSONArgsRecommended\nCMD top\n")).toEqual([]);
});

test("rules can be ignored, turned on and given another severity", () => {
  const text = "FROM debian\nUSER app\n";
  const override = { error: ["DL3006"], warning: [], info: ["DL3057"], style: ["DL3066"] };
  expect(check(text, { override }).map(({ code, severity }) => [code, severity])).toEqual([
    ["DL3006", "error"],
    ["DL3057", "info"],
    ["DL3066", "hint"],
  ]);
  expect(check(text, { ignored: ["DL3006", "DL3066"], override })).toHaveLength(1);
});

test("without the grammar the rules about commands wait, the others do not", () => {
  expect(check("FROM debian\nRUN sudo apt-get install curl\n").map(({ code }) => code)).toEqual(["DL3006"]);
});

test("a text that is no Dockerfile is only what BuildKit says of it", () => {
  for (const text of ["", "FROM", "\u0000", "RUN <<EOF\n"]) {
    expect(check(text).every(({ source }) => source === "dockerfile")).toBe(true);
  }
});
