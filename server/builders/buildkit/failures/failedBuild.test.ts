import { describe, expect, it } from "vitest";
import { failedBuild, shownLine } from "./failedBuild.ts";
import { isLost } from "./lostBuilder.ts";

const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 9 } };
const at = (instruction: string, title = `${instruction} x`) => ({ id: "0.1", instruction, range, title });
const solved = (text: string) => `ERROR: failed to build: failed to solve: ${text}\n`;

describe("what BuildKit says as a problem", () => {
  it.each([
    ["RUN", 'process "/bin/sh -c x" did not complete successfully: exit code: 7', "build/run-failed"],
    [
      "RUN",
      'process "/bin/sh -c id" did not complete successfully: unable to find user nosuch: no matching entries in passwd file',
      "build/user",
    ],
    ["RUN", 'process "/bin/sh -c x" did not complete successfully: exec format error', "build/platform"],
    ["RUN", "secret x: not found", "build/secret"],
    [
      "RUN",
      'process "/bin/sh -c x" did not complete successfully: open /none: no such file or directory',
      "build/source-missing",
    ],
    [
      "COPY",
      'failed to compute cache key: failed to calculate checksum of ref a1::b2: "/nothing": not found',
      "build/source-missing",
    ],
    ["COPY", "cannot replace to directory /x with file", "build/copy"],
    [
      "RUN",
      'process "/bin/sh -c id" did not complete successfully: uids and gids must be in range 0-2147483647',
      "build/user",
    ],
    ["WORKDIR", "lstat /f/g: not a directory", "build/copy"],
    ["COPY", "mkdir /f: not a directory", "build/copy"],
    ["COPY", "docker.io/library/nosuch:latest: not found", "registry/not-found"],
    ["ADD", "invalid response status 404", "build/source-missing"],
    ["ADD", 'repository does not contain ref nothing, output: ""', "build/source-missing"],
    ["ADD", "statat a: too many levels of symbolic links", "build/copy"],
    ["ADD", "linkat nowhere a: no such file or directory", "build/copy"],
    [
      "FROM",
      "failed to resolve source metadata for docker.io/library/nosuch:1: docker.io/library/nosuch:1: not found",
      "registry/not-found",
    ],
    [
      "FROM",
      'failed to do request: Head "https://nosuch.invalid/v2/": dial tcp: lookup nosuch.invalid: no such host',
      "registry/unreachable",
    ],
    [
      "FROM",
      "failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized",
      "registry/unauthorized",
    ],
    ["FROM", "no match for platform in manifest: not found", "build/platform"],
  ])("takes a failing %s: %s", (instruction, error, code) => {
    const problem = failedBuild({ words: "", error, step: at(instruction), lastLines: ["end"], hidden: [] });
    expect(problem).toMatchObject({ code, instruction, range });
    expect(problem.next).toMatch(/\.$/);
  });

  it.each([
    ["dockerfile parse error on line 2: unknown instruction: COPPY", "dockerfile/syntax"],
    ['target stage "x" could not be found', "dockerfile/target"],
    ['failed to parse stage name "busybox::x": invalid reference format', "image/reference"],
    ["failed to load LLB: network.host is not allowed", "build/unsupported"],
    ['illegal exclusion pattern: "!"', "context/invalid"],
    ["syntax error in pattern", "context/invalid"],
    ["something that was never seen", "build/unsupported"],
  ])("takes what no step says: %s", (text, code) => {
    expect(failedBuild({ words: solved(text), lastLines: [], hidden: [] }).code).toBe(code);
  });

  const nextOf = (title: string, error: string, lastLines: readonly string[] = []) => {
    const step = at(title.split(" ")[0] ?? "", title);
    return failedBuild({ words: "", error, step, lastLines, hidden: [] }).next;
  };
  const ended = (code: number) => `process "x" did not complete successfully: exit code: ${code}`;

  it("gives the embedded builder's advice", () => {
    expect(nextOf("RUN x", ended(127))).toMatch(/^Command not found/);
    expect(nextOf("RUN x", ended(7))).toMatch(/^The last lines/);
    expect(nextOf("COPY a /", '"/a": not found')).toBe(
      "Check the path. It is relative to the context (check .dockerignore too).",
    );
    expect(nextOf("COPY --chown=1 --from=b /a /", '"/a": not found')).toBe(
      "Check the path. It is relative to the source of the copy.",
    );
    expect(nextOf("ADD http://h/x /", 'Get "http://h/x": dial tcp 1.2.3.4:80: connect: connection refused')).toMatch(
      /^Check the URL,/,
    );
  });

  it("names the program that the stage does not have", () => {
    const said =
      'runc run failed: unable to start container process: exec: "/bin/sh": stat /bin/sh: no such file or directory';
    expect(nextOf("RUN x", ended(1), [said])).toMatch(/^The stage has no \/bin\/sh\./);
  });

  it("tells of the scanner for an SBOM that the builder can't pull, not of a base image", () => {
    const words = solved("docker.io/docker/buildkit-syft-scanner:stable-1: not found");
    const problem = failedBuild({ words, lastLines: [], hidden: [] });
    expect(problem).toMatchObject({ code: "registry/unreachable", next: expect.stringMatching(/without an SBOM/) });
  });

  it("shows no folder of ours, and no password", () => {
    const words = solved("failed to read /srv/data/work/build-1/context: https://ada:secret@example.org/");
    const { detail } = failedBuild({ words, lastLines: [], hidden: ["/srv/data/work/build-1"] });
    expect(detail).not.toMatch(/srv|secret@/);
  });

  it("finds the line that buildx shows", () => {
    expect(shownLine(`x\nDockerfile:3\n${"-".repeat(20)}\n   3 | >>> RUN x\n`)).toBe(2);
    expect(shownLine("ERROR: x:3\n")).toBeUndefined();
  });
});

describe("a lost builder", () => {
  it.each([
    ["ERROR: Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?", undefined, true],
    ["ERROR: failed to build: context deadline exceeded", "context deadline exceeded", true],
    [solved("rpc error: code = Unavailable desc = error reading from server: EOF"), undefined, true],
    [solved("x"), 'process "/bin/sh -c curl x" did not complete successfully: exit code: 7', false],
    [solved("x"), "failed to do request: Head: dial tcp 10.0.0.1:443: connect: connection refused", false],
    [solved("x"), "unexpected EOF", false],
    [solved("x"), "gzip: unexpected EOF", false],
    [solved("x"), "dial tcp: lookup nosuch.invalid: no such host", false],
    ["ERROR: write |1: broken pipe", undefined, true],
    [solved('target stage "x" could not be found'), undefined, false],
  ])("is told from %s", (words, error, lost) => {
    expect(isLost(words, error)).toBe(lost);
  });
});
