import { expect, it } from "vitest";
import type { ContainerConfig, FileEntry, StackRow } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { told, verdictOn } from "./checkFixture.ts";
import { type ImageFact, NEWEST } from "./facts.ts";

const ID: Digest = `sha256:${"1".repeat(64)}`;
const range = (line: number) => ({ start: { line: line - 1, character: 0 }, end: { line: line - 1, character: 5 } });

function row(line: number, instruction: string, contentSize?: number, dead = 0): StackRow {
  const layer = contentSize !== undefined && {
    index: line - 1,
    diffId: ID,
    size: contentSize,
    contentSize,
    added: 1,
    changed: 0,
    deleted: 0,
    dead,
  };
  return {
    index: line - 1,
    instruction,
    text: "",
    createdBy: `${instruction} something`,
    base: line === 1,
    provenance: { step: "s", stage: 0, instruction, range: range(line) },
    ...(layer && { layer }),
  };
}

const CONFIG: ContainerConfig = {
  User: "app",
  Env: ["PATH=/bin", "MODE=dev"],
  Labels: { version: "1.0" },
  Cmd: ["serve"],
  WorkingDir: "/site/",
  ExposedPorts: { "8000/tcp": {} },
  StopSignal: "SIGINT",
  Healthcheck: { Test: ["CMD", "true"] },
  Volumes: { "/data": {} },
};

const ENTRY: FileEntry = {
  path: "/site/app.sh",
  type: "file",
  change: "added",
  size: 5,
  mode: 0o755,
  uid: 1000,
  gid: 1000,
  mtime: 0,
  layer: 1,
};

function image(config: ContainerConfig = CONFIG): ImageFact {
  const manifest = { schemaVersion: 2, config: { mediaType: "x", digest: ID, size: 1 }, layers: [] } as const;
  const rootfs = { type: "layers", diff_ids: [] } as const;
  return {
    isEarlier: false,
    detail: {
      id: ID,
      tags: [],
      platform: "linux/amd64",
      size: 30_000_000,
      contentSize: 20_500_000,
      layers: 3,
      built: true,
      manifest: { ...manifest, layers: [] },
      config: { architecture: "amd64", os: "linux", config, rootfs: { ...rootfs, diff_ids: [] } },
    },
    stack: {
      image: ID,
      tags: [],
      size: 0,
      ownSize: 0,
      dead: 8_000_000,
      baseName: "busybox:1.37",
      source: { build: "b", dockerfile: "Dockerfile", dockerfileText: "" },
      rows: [row(1, "FROM", 4e6), row(2, "COPY", 12e6, 8e6), row(3, "RUN", 4e6), row(4, "USER")],
    },
    paths: new Map([["/site/app.sh", { entry: ENTRY, text: "echo\n" }]]),
  };
}

const judge = (check: string, fact: ImageFact = image()) =>
  told(verdictOn(`image: ${check}`, { images: new Map([[NEWEST, fact]]) }));

it.each([
  ["{ user: app, root: false, workdir: /site, stopSignal: SIGINT, healthcheck: true }"],
  ['{ env: { MODE: "^dev$", DEBUG: null }, labels: { version: "1" } }'],
  ["{ cmd: [serve], entrypoint: null, exposed: [8000], volumes: [/data] }"],
  ["{ size: { below: 21MB, above: 20MB }, layers: { is: 3 }, base: busybox, deadBytes: { above: 1MB } }"],
  ["{ history: ^COPY }"],
  ['{ paths: [{ path: /site/app.sh, mode: "0755", owner: "1000:1000", matches: echo, size: { below: 1kB } }] }'],
  ["{ paths: [{ path: /gone, exists: false }] }"],
])("%s holds", (check) => {
  expect(judge(check)).toEqual(["passed"]);
});

it.each([
  ["{ user: root }", "The image starts as app.", "It starts as root.", 4],
  ["{ env: { MODE: prod } }", 'The variable MODE is "dev".', "Its value is like prod."],
  ["{ env: { MODE: null } }", "The image has a variable MODE.", "It has no variable MODE."],
  ["{ labels: { owner: x } }", "The image has no label owner.", "It has a label owner."],
  ["{ cmd: [sh] }", 'Its CMD is ["serve"].', 'Its CMD is ["sh"].'],
  ["{ entrypoint: [sh] }", "Its ENTRYPOINT is not set.", 'Its ENTRYPOINT is ["sh"].'],
  ["{ workdir: /app }", "Its working directory is /site/.", "Its working directory is /app."],
  ["{ exposed: [53/udp] }", "The image exposes 8000/tcp.", "It exposes 53/udp."],
  ["{ volumes: [/cache] }", "The image has /data as volumes.", "It has /cache as volumes."],
  ["{ healthcheck: false }", "The image has a health check.", "It has no health check."],
  ["{ stopSignal: SIGTERM }", "Its stop signal is SIGINT.", "Its stop signal is SIGTERM."],
  [
    "{ size: { below: 20MB } }",
    "The image has 20.5 MB. Its largest layer is that of COPY, with 12 MB.",
    "An image with less than 20MB.",
    2,
  ],
  ["{ layers: { max: 2 } }", "The image has 3 layers.", "An image with at most 2 layers."],
  ["{ base: debian }", "The image was built on busybox:1.37.", "An image built on debian.", 1],
  [
    "{ deadBytes: { below: 1kB } }",
    "The image has 8 MB of dead bytes. Most of them are in the layer of COPY.",
    "An image with less than 1kB of dead bytes.",
    2,
  ],
  ["{ history: ADD }", "No row of the image's history is like that.", "A row of the history like ADD."],
  ["{ paths: [{ path: /gone }] }", "There is no /gone in the image.", "The image has /gone."],
  [
    "{ paths: [{ path: /site/app.sh, exists: false }] }",
    "/site/app.sh is in the image.",
    "The image has no /site/app.sh.",
    2,
  ],
  ['{ paths: [{ path: /site/app.sh, mode: "644" }] }', "The mode of /site/app.sh is 0755.", "Its mode is 0644.", 2],
  ['{ paths: [{ path: /site/app.sh, owner: "0" }] }', "/site/app.sh belongs to 1000:1000.", "It belongs to 0.", 2],
])("%s does not, and says where", (check, saw, wanted, ...line) => {
  expect(judge(check)).toEqual(["failed", saw, wanted, ...line]);
});

it("waits for an image, and knows that one must not be there", () => {
  expect(told(verdictOn("image: { user: app }", {}))).toEqual(["waiting", "No build has made an image yet."]);
  expect(told(verdictOn("image: { reference: web }", {}))).toEqual(["waiting", "There is no image web."]);
  expect(told(verdictOn("image: { reference: web, exists: false }", {}))).toEqual(["passed"]);
  const images = new Map([["web", image()]]);
  expect(told(verdictOn("image: { reference: web, exists: false }", { images }))).toEqual([
    "failed",
    "There is an image web.",
    "No image web.",
  ]);
});

it("an image without a USER starts as root", () => {
  expect(judge("{ root: false }", image({}))[1]).toBe("The image starts as root.");
  expect(judge("{ root: true }", image({ User: "0:0" }))).toEqual(["passed"]);
});

it("an image of an earlier try meets no goal, and is still there for one that wants it gone", () => {
  const images = new Map([["web", { ...image(), isEarlier: true }]]);
  expect(told(verdictOn("image: { reference: web, workdir: /site }", { images }))).toEqual([
    "waiting",
    "The image web is from before this lesson. Make it again.",
  ]);
  expect(told(verdictOn("image: { reference: web, exists: false }", { images }))[0]).toBe("failed");
});
