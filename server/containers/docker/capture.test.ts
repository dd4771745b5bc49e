import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, expect, it } from "vitest";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { TAR_END, tarHeader } from "#server/oci/tar/tarWriter.ts";
import { captureLayer } from "./capture.ts";

const dir = mkdtempSync(join(tmpdir(), "strata-capture-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const CHANGES = [
  { Path: "/a", Kind: 1 },
  { Path: "/socket", Kind: 1 },
];

/** What an engine that sends these files captures, one list for each time it is asked; the last one from then on. */
async function captured(...sent: (readonly string[])[]) {
  let asked = 0;
  const container = {
    changes: async () => CHANGES,
    export: async () => Readable.from([tarOf(sent[Math.min(asked++, sent.length - 1)] ?? [])]),
  };
  const blobs = openBlobStore(dir);
  const { entries } = await captureLayer(blobs, { container, layers: [], blobs, limitBytes: 1e6 });
  return { paths: entries.map(({ path }) => path), asked };
}

function tarOf(paths: readonly string[]): Buffer {
  const attributes = { type: "file", mode: 0o644, uid: 0, gid: 0, size: 0, mtime: 0 } as const;
  return Buffer.concat([...paths.map((path) => tarHeader({ ...attributes, path })), TAR_END]);
}

it("asks again for the files of a container whose end cut them off", async () => {
  expect(await captured([], ["a", "socket"])).toEqual({ paths: ["a", "socket"], asked: 2 });
});

it("leaves out what can't be sent, such as a socket", async () => {
  expect(await captured(["a"])).toEqual({ paths: ["a"], asked: 2 });
});

it("takes no container without files for one in which nothing has changed", async () => {
  await expect(captured([])).rejects.toThrow("without /a, which it says has changed");
});
