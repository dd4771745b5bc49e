import { afterAll, describe, expect, test } from "vitest";
import { DEFAULT_HADOLINT_CONFIG } from "#dockerfile/checks/hadolint/hadolintConfig.ts";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { checkShell } from "./checkShell.ts";
import { ShellCheckService } from "./shellCheckService.ts";

const service = new ShellCheckService();
afterAll(() => service.close());

const TEXT =
  "FROM debian:12\nRUN apt-get update \\\n    # the tools\n    && apt-get install $packages \\\n    && true\n";

describe("ShellCheck on a Dockerfile", () => {
  test("reports a finding in the middle of a RUN at its place, with its page and a fix", async () => {
    expect(await checkShell(TEXT, service)).toContainEqual({
      code: "SC2086",
      source: "shellcheck",
      severity: "info",
      message: "Double quote to prevent globbing and word splitting.",
      href: "https://www.shellcheck.net/wiki/SC2086",
      range: { start: { line: 3, character: 23 }, end: { line: 3, character: 32 } },
      fixes: [
        {
          title: "Put it in double quotes",
          edits: [
            { range: { start: { line: 3, character: 23 }, end: { line: 3, character: 23 } }, newText: '"' },
            { range: { start: { line: 3, character: 32 }, end: { line: 3, character: 32 } }, newText: '"' },
          ],
        },
      ],
    });
  });

  test("accepts a parsed Dockerfile, build arguments, and a configuration", async () => {
    const dockerfile = parseDockerfile("ARG BASE=debian\nFROM debian AS base\nARG dir\nFROM $BASE\nRUN ls $dir\n");
    const hadolint = { ...DEFAULT_HADOLINT_CONFIG, ignored: ["SC2154"] };
    const found = await checkShell(dockerfile, service, { hadolint });
    expect(found.map(({ code }) => code)).toEqual(["SC2086"]);
    // Then the stage starts from the one that sets the variable.
    expect(await checkShell(dockerfile, service, { buildArgs: { BASE: "base" } })).toEqual([]);
  });

  test("reports a script that is too long, without trying", async () => {
    const text = `FROM debian:12\nRUN ls $dir\nRUN <<EOF\n${"apt-get install -y package\n".repeat(1_000)}EOF\n`;
    const found = await checkShell(text, service);
    expect(found.map(({ code, severity, range }) => [code, severity, range.start])).toEqual([
      ["SC2154", "warning", { line: 1, character: 7 }],
      ["SC2086", "info", { line: 1, character: 7 }],
      ["shellcheck-limit", "hint", { line: 3, character: 0 }],
    ]);
    expect(found[2]?.message).toBe("This script is too long for ShellCheck.");
  });

  test("returns known findings if aborted, and none if it is not installed", async () => {
    expect(await checkShell("FROM x\nRUN cd /never\n", service, {}, AbortSignal.abort())).toEqual([]);
    expect(await checkShell(TEXT, new ShellCheckService({ folder: undefined }))).toEqual([]);
  });
});
