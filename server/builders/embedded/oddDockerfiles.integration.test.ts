import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import type { ProblemCode } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { rounds } from "#server/acceptance/sampled.ts";
import { openContextStore } from "#server/contexts/contextStore.ts";
import { tarOf } from "#server/oci/distribution/pullFixture.ts";
import { startRegistry } from "#server/oci/distribution/registryFixture.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { TAR_END, tarHeader } from "#server/oci/tar/tarWriter.ts";
import type { Builder } from "../builder.ts";
import { createEmbeddedBuilder } from "./embeddedBuilder.ts";

const LIMITS = { memoryBytes: 300e6, processes: 64, diskBytes: 90e6, outputBytes: 1e6, cpus: 2, seconds: 60 };
const LONG = "x".repeat(256);

let dataDir: string;
let builder: Builder;
let context: Digest;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "strata-odd-"));
  const network = { mode: "none", allow: [] } as const;
  builder = createEmbeddedBuilder({ dataDir, registry: { mirrors: [], allowPrivate: true }, network, limits: LIMITS });
  const files = [
    { path: "f", text: "content" },
    { path: "d/g", text: "" },
  ];
  context = openContextStore(openBlobStore(join(dataDir, "blobs"))).fromFiles(files).digest;
});
afterAll(async () => {
  await builder.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const jobOf = (lines: readonly string[]) => {
  const request = { dockerfileText: `${lines.join("\n")}\n`, context, noCache: true };
  return { id: "odd", workspace: "odd", request };
};

async function outcome(lines: readonly string[]) {
  const job = jobOf(lines);
  return (await builder.build(job, () => undefined, new AbortController().signal)).problem;
}

/** Planning fails with a problem, and throws nothing else. */
async function planned(lines: readonly string[]) {
  try {
    await builder.plan?.(jobOf(lines), new AbortController().signal);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
}

/** `RUN` on an image whose root has what `made` creates below `/r`. */
const over = (made: string) => [
  "FROM busybox AS made",
  `RUN mkdir /r && cp -a /bin /r/ && ${made}`,
  "FROM scratch",
  "COPY --from=made /r /",
  "RUN true",
];
const after = (first: string, then: string) => ["FROM busybox", `RUN ${first}`, then];
const mount = (options: string) => `RUN --mount=${options},target=/a true`;

type Case = readonly [what: string, lines: readonly string[], code: ProblemCode, detail: RegExp];

const CASES: readonly Case[] = [
  ["WORKDIR in a descriptor", ["FROM busybox", "WORKDIR /proc/self/fd/3", "RUN true"], "build/run-failed", /fd/],
  ["WORKDIR that /proc does not have", ["FROM busybox", "WORKDIR /proc/x", "RUN true"], "build/run-failed", /proc\/x/],
  ["WORKDIR in /sys", ["FROM busybox", "WORKDIR /sys/x", "RUN true"], "build/run-failed", /Read-only/],
  ["WORKDIR at a device", ["FROM busybox", "WORKDIR /dev/null", "RUN true"], "build/run-failed", /Not a directory/],
  ["/proc that is a link", over("mkdir /r/tmp && ln -s /tmp /r/proc"), "build/run-failed", /\/proc: Not a directory/],
  ["/proc that is a file", over("touch /r/proc"), "build/run-failed", /\/proc: Not a directory/],
  ["/proc that is a circle", over("ln -s proc /r/proc"), "build/run-failed", /too many symbolic links: \/proc/],
  ["/dev that is a file", over("touch /r/dev"), "build/run-failed", /\/dev: Not a directory/],
  ["/sys that is a link", over("mkdir /r/tmp && ln -s /tmp /r/sys"), "build/run-failed", /\/sys: Not a directory/],
  ["/sys that is a file", over("touch /r/sys"), "build/run-failed", /\/sys: Not a directory/],
  ["/etc that is a file", over("touch /r/etc"), "build/run-failed", /Not a directory/],
  ["/etc that is a circle", over("ln -s etc /r/etc"), "build/run-failed", /too many symbolic links/],
  ["/etc/hosts that is a folder", over("mkdir -p /r/etc/hosts"), "build/run-failed", /\/etc\/hosts: Not a directory/],
  ["a folder over a file", after("touch /a", mount("type=bind,source=d")), "build/run-failed", /Not a directory/],
  ["a file over a folder", after("mkdir /a", mount("type=bind,source=f")), "build/run-failed", /Not a directory/],
  ["a mount at a circle", after("ln -s a /a", mount("type=bind,source=f")), "build/run-failed", /too many symbolic/],
  ["a cache over a file", after("touch /a", mount("type=cache")), "build/run-failed", /Not a directory/],
  ["a cache at a circle", after("ln -s a /a", mount("type=cache")), "build/run-failed", /too many symbolic links/],
  ["a tmpfs over a file", after("touch /a", mount("type=tmpfs")), "build/run-failed", /Not a directory/],
  ["a mount at the root, by a link", after("ln -s / /a", mount("type=tmpfs")), "build/run-failed", /mounted at \//],
  ["a mount below a file", after("touch /b", "RUN --mount=type=tmpfs,target=/b/c true"), "build/run-failed", /Not a/],
  ["a mount in /proc", ["FROM busybox", "RUN --mount=type=tmpfs,target=/proc/x true"], "build/run-failed", /proc\/x/],
  [
    "a mount with a long name",
    ["FROM busybox", `RUN --mount=type=tmpfs,target=/${LONG} true`],
    "build/run-failed",
    /long/,
  ],
  [
    "WORKDIR that became a file",
    ["FROM busybox", "WORKDIR /w", "RUN cd / && rm -r /w && touch /w", "RUN true"],
    "build/run-failed",
    /\/w: Not a directory/,
  ],
  [
    "WORKDIR that became a circle",
    ["FROM busybox", "WORKDIR /w", "RUN cd / && rm -r /w && ln -s w /w", "RUN true"],
    "build/run-failed",
    /too many symbolic links: \/w/,
  ],
  ["WORKDIR at a circle", after("ln -s w /w", "WORKDIR /w"), "build/copy", /^lstat \/w: too many links$/],
  ["COPY into a circle", after("ln -s w /w", "COPY f /w/x/"), "build/copy", /^lstat \/w\/x: too many links$/],
  ["COPY through a file", after("touch /w", "COPY f /w/x/"), "build/copy", /^mkdir \/w: not a directory$/],
  ["COPY to a long name", ["FROM busybox", `COPY f /${LONG}`], "build/copy", /^lstat \/x+….*: file name too long$/],
  ["WORKDIR with a long name", ["FROM busybox", `WORKDIR /${LONG}`], "build/copy", /file name too long$/],
  ["a heredoc with a long name", ["FROM busybox", `COPY <<E /${LONG}`, "E"], "build/copy", /file name too long$/],
  ["COPY to a long path", ["FROM busybox", `COPY f ${"/abcdefgh".repeat(500)}`], "build/copy", /file name too long$/],
  ["a NUL in a RUN", ["FROM busybox", "RUN echo a\0b"], "build/run-failed", /an argument has a NUL/],
  ["a NUL in an exec form", ["FROM busybox", 'RUN ["echo", "\\u0000"]'], "build/run-failed", /an argument has a NUL/],
  ["a NUL in an ENV", ["FROM busybox", "ENV A=a\0b", "RUN true"], "build/run-failed", /a variable has a NUL/],
  ["a NUL in an ARG", ["FROM busybox", "ARG A=a\0b", "RUN true"], "build/run-failed", /a variable has a NUL/],
  ["a NUL in a heredoc", ["FROM busybox", "RUN <<E", "a\0b", "E"], "build/run-failed", /an argument has a NUL/],
  ["a NUL in a destination", ["FROM busybox", "COPY f /a\0b"], "build/copy", /invalid argument/],
  ["a NUL in a WORKDIR", ["FROM busybox", "WORKDIR /a\0b"], "build/copy", /invalid argument/],
  ["a RUN of nothing", ["FROM busybox", "RUN []"], "dockerfile/syntax", /^arguments are required$/],
  ["a user that runc does not take", ["FROM busybox", "USER 2147483648", "RUN id"], "build/user", /0-2147483647/],
];

describe("mistakes that only show when a step runs are the Dockerfile's, as in Docker", () => {
  it.each(CASES)("%s", async (_what, lines, code, detail) => {
    const problem = await outcome(lines);
    expect(problem).toMatchObject({ code, detail: expect.stringMatching(detail), next: expect.any(String) });
    expect(problem?.range).toBeDefined();
  });

  it("a heredoc that fails because of Windows line breaks reports them", async () => {
    for (const head of ["RUN <<E", "RUN sh <<E", "RUN <<E\r\n#!/bin/sh"]) {
      const problem = await outcome(["FROM busybox", `${head}\r\nfalse\r\nE\r`]);
      expect(problem).toMatchObject({ code: "build/run-failed", next: expect.stringContaining("CRLF") });
    }
    const joined = await outcome(["FROM busybox", "RUN false && \\\r\n  true\r"]);
    expect(joined?.next).not.toContain("CRLF");
  });

  it("an image whose /dev is a link works, as with Docker", async () => {
    expect(await outcome(over("mkdir /r/tmp && ln -s /tmp /r/dev"))).toBeUndefined();
  });

  it("a RUN whose mount hides /dev still starts, as with Docker", async () => {
    expect(await outcome(["FROM busybox", "RUN --mount=type=tmpfs,target=/dev true"])).toBeUndefined();
  });
});

it("a base whose layer has a hard link into a layer below can't be unpacked, as with Docker", async () => {
  const registry = await startRegistry();
  const link = tarHeader({
    path: "b",
    type: "hardlink",
    linkTarget: "a",
    mode: 0o644,
    uid: 0,
    gid: 0,
    size: 0,
    mtime: 0,
  });
  registry.putImage("linked:1", { layers: [tarOf("a", "content"), Buffer.concat([link, TAR_END])] });
  const problem = await outcome([`FROM ${registry.host}/linked:1`, 'RUN ["/a"]']);
  expect(problem).toMatchObject({ code: "image/invalid", detail: expect.stringContaining("hard link b") });
});

const PATHS = [
  "/a",
  "/a/b",
  "a",
  "/proc/x",
  "/dev",
  "/dev/null",
  "/etc/hosts",
  "/",
  "..",
  "/a\0",
  `/${LONG}`,
  "/é/\ud800",
];
const COMMANDS = [
  "ln -s a /a",
  "touch /a",
  "mkdir -p /a/b",
  "rm -rf /a /etc",
  "mkfifo /a",
  "true\0",
  "chmod 0 /",
  "cd /a",
];
const path = fc.constantFrom(...PATHS);
const instruction = fc.oneof(
  path.map((to) => `WORKDIR ${to}`),
  fc.tuple(fc.constantFrom("f", "d", ".", "d/g", "*", "<<E"), path).map(([from, to]) => `COPY ${from} ${to}\nE`),
  fc
    .tuple(fc.constantFrom("tmpfs", "cache", "bind,source=f", "bind,source=d", "secret,id=x"), path)
    .map(([type, target]) => `RUN --mount=type=${type},target=${target} true`),
  fc.constantFrom(...COMMANDS).map((command) => `RUN ${command} || true`),
  fc.constantFrom("USER nobody", "USER 4294967296", "USER a\0", "USER 1:9999999999", "USER :").map((line) => line),
  fc.constantFrom('RUN [""]', "RUN []", 'SHELL ["/a"]', "ENV PATH=/a", "ENV A=\0", 'RUN ["\\ud800"]', "RUN ["),
  path.map((from) => `COPY --from=0 ${from} /c`),
);

it("no Dockerfile of odd pieces causes an internal error", { timeout: 120_000 }, async () => {
  const pieces = fc.array(instruction, { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(pieces, async (lines) => {
      // A failure that is not a problem is thrown.
      const whole = ["FROM busybox", "RUN true", "FROM busybox", ...lines];
      const problem = await outcome(whole);
      expect(["internal", "build/builder-died"]).not.toContain(problem?.code);
      await planned(whole);
    }),
    { numRuns: rounds("Dockerfiles made of odd lines", 100, 25) },
  );
});
