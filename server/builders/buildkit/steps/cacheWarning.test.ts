import { expect, it } from "vitest";
import { cacheWarning } from "./cacheWarning.ts";
import { readVertexName } from "./vertexName.ts";

it.each([
  [
    "importing cache manifest from ghcr.io/me/app:1",
    "failed to configure registry cache importer: unexpected status from HEAD request to https://ghcr.io/v2/: 401 Unauthorized",
    "The cache ghcr.io/me/app:1 could not be read: it needs a login. Log in to its registry (docker login).",
  ],
  [
    "importing cache manifest from ghcr.io/me/app:1",
    "failed to configure registry cache importer: ghcr.io/me/app:1: not found",
    "The cache ghcr.io/me/app:1 could not be read: there is none yet. A build that writes it makes it.",
  ],
  [
    "exporting cache to registry",
    'failed to do request: Head "https://nosuch.invalid/v2/": dial tcp: lookup nosuch.invalid: no such host',
    "The cache could not be written: its registry does not answer. Check the name and the network of the builder.",
  ],
  [
    "exporting cache to client directory",
    "open /srv/data/caches/x: read-only file system",
    "The cache could not be written: its place does not take it. Try another one.",
  ],
])("says of %s what is wrong and what to do: %s", (vertex, error, message) => {
  const name = readVertexName(vertex);
  expect(name.kind === "cache" && cacheWarning(name, error)).toEqual({ message });
});
