import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Fix } from "#contract/diagnostic.ts";
import { applyFix } from "./applyFix.ts";
import { checkDockerfile } from "./checkDockerfile.ts";
import { buildChecks } from "./registry.ts";

const codes = (text: string, input = {}): readonly string[] => checkDockerfile(text, input).map(({ code }) => code);

const firstFix = (text: string): Pick<Fix, "edits"> => checkDockerfile(text)[0]?.fixes?.[0] ?? { edits: [] };

const TESTDATA = join(import.meta.dirname, "../testdata");
const texts = globSync("**/Dockerfile", { cwd: TESTDATA }).map((file) => readFileSync(join(TESTDATA, file), "utf8"));

describe("the build checks", () => {
  it("are BuildKit's 22, each with its page", () => {
    expect(buildChecks).toHaveLength(22);
    for (const { name, page } of buildChecks) expect(page.replaceAll("-", "")).toBe(name.toLowerCase());
  });

  it("say nothing about a clean file", () => {
    expect(codes(readFileSync(join(TESTDATA, "text/clean/Dockerfile"), "utf8"))).toEqual([]);
  });

  it("say what to do and where to read more", () => {
    const [diagnostic] = checkDockerfile("FROM busybox\nCMD echo hi\n");
    expect(diagnostic).toMatchObject({
      code: "JSONArgsRecommended",
      severity: "warning",
      source: "buildkit",
      range: { start: { line: 1, character: 4 }, end: { line: 1, character: 11 } },
      next: 'Write it as CMD ["program", "argument"].',
      href: "https://docs.docker.com/go/dockerfile/rule/json-args-recommended/",
      fixes: [{ edits: [{ newText: '["echo", "hi"]' }] }],
    });
  });

  it("are silenced for the file, and for the instruction below a comment", () => {
    const text = "FROM busybox\nCMD a\n";
    expect(codes(text)).toEqual(["JSONArgsRecommended"]);
    expect(codes(`# check=skip=JSONArgsRecommended\n${text}`)).toEqual([]);
    expect(codes("FROM busybox\n# check=skip=JSONArgsRecommended\nCMD a\n")).toEqual([]);
    expect(codes("FROM busybox\n# check=skip=Other\nCMD a\n")).toEqual(["JSONArgsRecommended"]);
  });

  it("become errors if the file asks for it", () => {
    expect(checkDockerfile("# check=error=true\nFROM busybox\nCMD a\n")[0]?.severity).toBe("error");
  });

  it("do not call a variable undefined that images of its kind set, as long as the image is not known", () => {
    const text = "FROM golang\nCOPY a $GOPATH/src\n";
    expect(codes(text)).toEqual([]);
    expect(codes(text, { imageEnv: () => ["GOPATH=/go"] })).toEqual([]);
    expect(codes(text, { imageEnv: () => [] })).toEqual(["UndefinedVar"]);
  });

  it("do not report the target of a mount if the base image may have a WORKDIR", () => {
    const text = "FROM golang\nRUN --mount=type=cache go build\n";
    expect(codes(text)).toEqual([]);
    expect(codes(text, { imageEnv: () => [] })).toEqual(["mount"]);
  });

  it("underline the variable itself, and no more of its line", () => {
    const [diagnostic] = checkDockerfile("FROM busybox\nCOPY a \\\n  /x/$PAHT/y\n");
    expect(diagnostic?.range).toEqual({ start: { line: 2, character: 5 }, end: { line: 2, character: 10 } });
  });

  it("do not call a variable undefined that a broken ENV seems to set", () => {
    expect(codes("FROM busybox\nENV A=1 B C=2\nCOPY $A$C /x\n")).toEqual(["arguments"]);
  });

  it("use the base image's platform if known", () => {
    const [diagnostic] = checkDockerfile("FROM busybox\n", {
      imagePlatform: () => "linux/arm64",
      platform: "linux/amd64",
    });
    expect(diagnostic?.message).toBe(
      'Base image busybox was pulled with platform "linux/arm64", expected "linux/amd64" for current build',
    );
  });

  it("use the build arguments and the target of the build", () => {
    expect(codes("ARG I\nFROM $I\n", { buildArgs: { I: "busybox" } })).toEqual(["InvalidDefaultArgInFrom"]);
    expect(codes("FROM busybox AS a\n", { target: "b" })).toEqual(["target"]);
  });
});

describe("a quick fix", () => {
  it("is there for what was misspelt", () => {
    const text = "FROM busybox\nCPOY --form=x a b\n";
    const once = applyFix(text, firstFix(text));
    expect(once).toBe("FROM busybox\nCOPY --form=x a b\n");
    expect(applyFix(once, firstFix(once))).toBe("FROM busybox\nCOPY --from=x a b\n");
  });

  it("removes its diagnostic and brings no mistake, in every golden case", () => {
    let fixed = 0;
    for (const text of texts) {
      const before = checkDockerfile(text, { dockerignore: "*.log\n" });
      for (const { code, fixes = [], range } of before) {
        for (const fix of fixes) {
          const after = checkDockerfile(applyFix(text, fix), { dockerignore: "*.log\n" });
          const count = (diagnostics: typeof before) => diagnostics.filter((each) => each.code === code).length;
          expect(count(after), `${fix.title} at line ${range.start.line + 1} of\n${text}`).toBeLessThan(count(before));
          const errors = (diagnostics: typeof before) =>
            diagnostics.filter(({ source }) => source === "dockerfile").length;
          expect(errors(after), `${fix.title} in\n${text}`).toBeLessThanOrEqual(errors(before));
          fixed++;
        }
      }
    }
    expect(fixed).toBeGreaterThan(40);
  });
});
