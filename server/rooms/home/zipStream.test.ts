import { unzipSync } from "fflate";
import { expect, it } from "vitest";
import { type ZipEntry, zipStream } from "./zipStream.ts";

async function* chunks(...parts: string[]): AsyncGenerator<Uint8Array, void> {
  for (const part of parts) yield Buffer.from(part);
}

async function* list(...entries: ZipEntry[]): AsyncGenerator<ZipEntry, void> {
  yield* entries;
}

it("packs files and folders that any program unpacks", async () => {
  const entries = list(
    { path: "a/Dockerfile", mode: 0o644, chunks: chunks("FROM ", "scratch\n") },
    { path: "a/empty/", mode: 0o755, chunks: chunks() },
    { path: "a/ünï.sh", mode: 0o755, chunks: chunks("#!/bin/sh\n") },
  );
  const parts = [];
  for await (const part of zipStream(entries)) parts.push(part);
  const files = Object.entries(unzipSync(Buffer.concat(parts)));
  expect(files.map(([path, bytes]) => [path, Buffer.from(bytes).toString()])).toEqual([
    ["a/Dockerfile", "FROM scratch\n"],
    ["a/empty/", ""],
    ["a/ünï.sh", "#!/bin/sh\n"],
  ]);
});

it("reads no further than it is read itself", async () => {
  let read = 0;
  async function* endless(): AsyncGenerator<Uint8Array, void> {
    for (;;) {
      read += 1;
      yield Buffer.alloc(1000);
    }
  }
  const zip = zipStream(list({ path: "large", mode: 0o644, chunks: endless() }));
  let bytes = 0;
  for await (const part of zip) {
    bytes += part.length;
    if (bytes > 50_000) break;
  }
  expect(read).toBeLessThan(60);
});
