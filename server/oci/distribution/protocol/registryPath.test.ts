import { expect, test } from "vitest";
import { parseRegistryPath } from "./registryPath.ts";

test.each([
  ["/v2", { about: "base" }],
  ["/v2/", { about: "base" }],
  ["/v2/a/manifests/1", { about: "manifest", repository: "a", reference: "1" }],
  ["/v2/a/b/manifests/sha256:x", { about: "manifest", repository: "a/b", reference: "sha256:x" }],
  [
    "/v2/manifests/manifests/tags/manifests/1",
    { about: "manifest", repository: "manifests/manifests/tags", reference: "1" },
  ],
  ["/v2/a/blobs/sha256:x", { about: "blob", repository: "a", digest: "sha256:x" }],
  ["/v2/a/blobs/uploads/", { about: "uploads", repository: "a" }],
  ["/v2/a/blobs/uploads", { about: "uploads", repository: "a" }],
  ["/v2/a/blobs/uploads/1-2", { about: "upload", repository: "a", id: "1-2" }],
  ["/v2/a/tags/list", { about: "tags", repository: "a" }],
  ["/v2/a/referrers/sha256:x", { about: "referrers", repository: "a", digest: "sha256:x" }],
])("%s is %j", (path, found) => expect(parseRegistryPath(path)).toEqual({ ok: true, path: found }));

test.each(["/v2/a", "/v2/a/tags/1", "/v2/a/manifests/", "/v2//manifests/1", "/v1/a/tags/list", "/v2/manifests/1"])(
  "%s leads nowhere",
  (path) => expect(parseRegistryPath(path)).toEqual({ ok: false, why: "route" }),
);

test.each(["/v2/A/tags/list", "/v2/../a/tags/list", "/v2/a/%2e%2e/tags/list", `/v2/${"a".repeat(256)}/tags/list`])(
  "%s has an invalid name",
  (path) => expect(parseRegistryPath(path)).toEqual({ ok: false, why: "name" }),
);
