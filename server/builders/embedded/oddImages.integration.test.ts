import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ImageConfig } from "#contract/image.ts";
import { rounds } from "#server/acceptance/sampled.ts";
import { startRegistry } from "#server/oci/distribution/registryFixture.ts";
import { TAR_END, type TarHeaderInput, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import type { Builder } from "../builder.ts";
import { createEmbeddedBuilder } from "./embeddedBuilder.ts";

const LIMITS = { memoryBytes: 300e6, processes: 64, diskBytes: 90e6, outputBytes: 1e6, cpus: 2, seconds: 60 };
const LONG = "x".repeat(256);

let dataDir: string;
let builder: Builder;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "strata-odd-images-"));
  const network = { mode: "none", allow: [] } as const;
  builder = createEmbeddedBuilder({ dataDir, registry: { mirrors: [], allowPrivate: true }, network, limits: LIMITS });
});
afterAll(async () => {
  await builder.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function outcome(lines: readonly string[]) {
  const job = { id: "odd", workspace: "odd", request: { dockerfileText: `${lines.join("\n")}\n`, noCache: true } };
  return (await builder.build(job, () => undefined, new AbortController().signal)).problem;
}

const PLAIN: TarHeaderInput = { path: "a", type: "file", mode: 0o644, uid: 0, gid: 0, size: 0, mtime: 0 };

function layerOf(members: readonly Partial<TarHeaderInput>[]): Buffer {
  const blocks = members.map((member) => {
    const header = { ...PLAIN, ...member };
    const content = header.type === "file" ? Buffer.alloc(header.size, "c") : Buffer.alloc(0);
    return Buffer.concat([tarHeader(header), content, tarPadding(content.length)]);
  });
  return Buffer.concat([...blocks, TAR_END]);
}

const PATHS = [
  "a",
  "a/b",
  "b",
  "b/c/d",
  "./a/",
  "/b",
  "",
  ".",
  "bin/sh",
  "bin",
  "dev",
  "proc",
  "etc/passwd",
  "etc",
  "é\n",
  "\ud800",
];
const WRONG_PATHS = ["../a", "a/../../b", LONG, `b/${LONG}`, "p/".repeat(2100), `${"d/".repeat(300)}e`];
const WHITEOUTS = [".wh.a", "a/.wh..wh..opq", ".wh..wh..opq", ".wh.", "b/.wh.c", ".wh..wh.plnk"];
const TYPES = ["file", "dir", "symlink", "hardlink", "char", "block", "fifo"] as const;
const XATTRS: readonly Readonly<Record<string, string>>[] = [
  {},
  { "user.a": "eA==" },
  { "security.capability": "eA==" },
  { "trusted.overlay.opaque": "eQ==" },
  { "system.posix_acl_access": "eA==" },
  { nonsense: "eA==" },
  { [`user.${LONG}`]: "eA==" },
];
const path = fc.constantFrom(...PATHS, ...WRONG_PATHS, ...WHITEOUTS);
const member: fc.Arbitrary<Partial<TarHeaderInput>> = fc.record({
  path,
  type: fc.constantFrom(...TYPES),
  mode: fc.constantFrom(0o644, 0o755, 0, 0o7777),
  uid: fc.constantFrom(0, 1000, 65536, 2 ** 32 - 1, 2 ** 40, -1),
  gid: fc.constantFrom(0, 1000, 2 ** 32 - 2),
  size: fc.constantFrom(0, 3),
  mtime: fc.constantFrom(0, -5, 2 ** 40, 1e15),
  linkTarget: fc.oneof(path, fc.constantFrom("/", "../../..", "x".repeat(5000))),
  devMajor: fc.constantFrom(0, 1, 2 ** 21 - 1),
  devMinor: fc.constantFrom(0, 3, 2 ** 21 - 1),
  xattrs: fc.constantFrom(...XATTRS),
});

const TRIGGERS = [
  "FROM x",
  "",
  "RUN",
  "COPY a",
  "RUN true",
  "ONBUILD RUN x",
  "WORKDIR ../x",
  "X",
  "ARG",
  "#a",
  "ENV \0",
];
const config: fc.Arbitrary<NonNullable<ImageConfig["config"]>> = fc.record(
  {
    Env: fc.constantFrom(["A"], ["=x"], ["A=\0"], ["PATH="], ["PATH=/nowhere"], [""], ["A=1", "A=2"]),
    WorkingDir: fc.constantFrom("relative", "/a/b", "\0", "/proc/1", `/${LONG}`, "..", "/bin/sh"),
    User: fc.constantFrom("nobody", "1:2:3", ":", "\0", "-1", "99999999999", "a b"),
    Shell: fc.constantFrom([], [""], ["/a"], ["\0"]),
    Cmd: fc.constantFrom([], [""], ["\0"]),
    Entrypoint: fc.constantFrom([], [""]),
    Volumes: fc.constantFrom({}, { "": {} }, { "\0": {} }),
    ExposedPorts: fc.constantFrom({}, { x: {} }, { "99999/tcp": {} }),
    StopSignal: fc.constantFrom("", "NOPE", "99"),
    OnBuild: fc.constantFrom(
      ...[...TRIGGERS, "RUN a\nRUN b", "RUN <<E\ntrue\nE", "COPY --from=9 a b"].map((one) => [one]),
    ),
  },
  { requiredKeys: [] },
);

const instruction = fc.constantFrom(
  "RUN true",
  'RUN ["/a"]',
  "RUN --mount=from=odd,target=/m true",
  "RUN --mount=from=odd,source=a,target=/a/m true",
  "RUN --mount=type=cache,from=odd,target=/c touch /c/x",
  "COPY --from=odd . /copied",
  "COPY --from=odd /a /b",
  "COPY --from=odd /etc /",
  "COPY --from=odd --chown=nobody /b /c/",
  "COPY --link --from=odd a* /",
  "COPY --from=odd --parents **/b /q/",
  "WORKDIR x",
  "USER nobody",
  "ENV A=$A",
);
const layers = fc.array(fc.array(member, { maxLength: 4 }), { maxLength: 3 });
const lines = fc.array(instruction, { minLength: 1, maxLength: 4 });

it("no base image of odd pieces causes an internal error", { timeout: 120_000 }, async () => {
  const registry = await startRegistry();
  let count = 0;
  await fc.assert(
    fc.asyncProperty(layers, config, lines, fc.constantFrom("odd", "busybox"), async (tars, odd, written, base) => {
      count += 1;
      registry.putImage(`odd:${count}`, { layers: tars.map(layerOf), config: { config: odd } });
      const problem = await outcome([`FROM ${registry.host}/odd:${count} AS odd`, `FROM ${base}`, ...written]);
      // A failure that is not a problem is thrown.
      expect(["internal", "build/builder-died"]).not.toContain(problem?.code);
    }),
    { numRuns: rounds("images made of odd parts", 100, 25) },
  );
});
