import { expect, test } from "vitest";
import type { Diagnostic } from "#contract/diagnostic.ts";
import { checkDockerfile } from "../checkDockerfile.ts";
import { DEFAULT_HADOLINT_CONFIG } from "../hadolint/hadolintConfig.ts";
import { readPragma } from "./pragma.ts";

const config = DEFAULT_HADOLINT_CONFIG;

function codes(text: string, changes: Partial<typeof config> = {}): readonly string[] {
  return checkDockerfile(text, { hadolint: { ...config, ...changes } }).map(({ code }: Diagnostic) => code);
}

test.each([
  ["hadolint ignore=DL3006", ["DL3006"]],
  [" hadolint  ignore = DL3006 , SC1010 # because", ["DL3006", "SC1010"]],
])("%s is a pragma", (comment, list) => {
  expect(readPragma(comment)).toEqual({ kind: "ignore", scope: "statement", codes: list });
});

test.each(["hadolint ignore=crazy,DL3006", "hadolint ignore", "hadolintignore=DL3006", "see hadolint ignore=DL3006"])(
  "%s is not one",
  (comment) => {
    expect(readPragma(comment)).toBeUndefined();
  },
);

test("ignore silences a rule at the next statement only", () => {
  expect(codes("# hadolint ignore=DL3006\nFROM debian\n")).toEqual([]);
  expect(codes("# hadolint ignore=DL3006\n# another comment\nFROM debian\n")).toEqual([]);
  expect(codes("# hadolint ignore=DL3006\nFROM debian\nFROM busybox\n")).toEqual(["DL3006"]);
  expect(codes("# hadolint ignore=DL3007\nFROM debian\n")).toEqual(["DL3006"]);
});

test("global ignore silences it everywhere, wherever it stands", () => {
  expect(codes("FROM debian\nFROM busybox\n# hadolint global ignore=DL3006\n")).toEqual([]);
});

test("pragmas in the middle of a continued instruction are for it", () => {
  const text = "FROM debian:12\nLABEL A=1 \\\n  # hadolint ignore=DL3048\n  b=2\n";
  expect(codes(text)).toEqual([]);
  expect(codes(text.replace("ignore=DL3048", "ignore=DL3006"))).toEqual(["DL3048"]);
  expect(codes(text.replace("hadolint", "hadolint global"))).toEqual([]);
});

test("stage ignore silences it in its stage", () => {
  const text = "# hadolint stage ignore=DL3006,DL3066\nFROM debian\nUSER a\nFROM debian\nUSER b\n";
  expect(codes(text)).toEqual(["DL3006", "DL3066"]);
  expect(codes("FROM debian:12\nUSER a\n# hadolint stage ignore=DL3066\nWORKDIR /\nUSER b\n")).toEqual([]);
});

test("with disable-ignore-pragma pragmas say nothing", () => {
  expect(codes("# hadolint ignore=DL3006\nFROM debian\n", { disableIgnorePragma: true })).toEqual(["DL3006"]);
});
