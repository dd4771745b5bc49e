import { expect, test } from "vitest";
import { familiarName, isRepository, isTag, normalizedName, parseReference, splitReference } from "./reference.ts";

const D = `sha256:${"a".repeat(64)}`;
const SHA384 = `sha384:${"a".repeat(96)}`;
const SHA512 = `sha512:${"a".repeat(128)}`;

const good: [text: string, normalized: string, familiar: string][] = [
  ["busybox", "docker.io/library/busybox:latest", "busybox:latest"],
  ["busybox:1.37", "docker.io/library/busybox:1.37", "busybox:1.37"],
  ["docker.io/busybox", "docker.io/library/busybox:latest", "busybox:latest"],
  ["index.docker.io/library/busybox", "docker.io/library/busybox:latest", "busybox:latest"],
  ["me/app", "docker.io/me/app:latest", "me/app:latest"],
  ["localhost/app", "localhost/app:latest", "localhost/app:latest"],
  ["localhost:5000/a/b:c", "localhost:5000/a/b:c", "localhost:5000/a/b:c"],
  ["[::1]:5000/app", "[::1]:5000/app:latest", "[::1]:5000/app:latest"],
  [`ghcr.io/o/r@${D}`, `ghcr.io/o/r@${D}`, `ghcr.io/o/r@${D}`],
  [`busybox:1@${D}`, `docker.io/library/busybox:1@${D}`, `busybox:1@${D}`],
  ["library/busybox", "docker.io/library/busybox:latest", "busybox:latest"],
  ["a__b/c--d/e.f", "docker.io/a__b/c--d/e.f:latest", "a__b/c--d/e.f:latest"],
  ["Host/app", "Host/app:latest", "Host/app:latest"],
  ["localhost", "docker.io/library/localhost:latest", "localhost:latest"],
  [`docker.io/${"a".repeat(64)}`, `docker.io/library/${"a".repeat(64)}:latest`, `${"a".repeat(64)}:latest`],
  [`a@${SHA384}`, `docker.io/library/a@${SHA384}`, `a@${SHA384}`],
  [`a:b@${SHA512}`, `docker.io/library/a:b@${SHA512}`, `a:b@${SHA512}`],
];

for (const [text, normalized, familiar] of good) {
  test(`reads ${text.slice(0, 40)}`, () => {
    const parsed = parseReference(text);
    expect(parsed.ok && normalizedName(parsed.reference)).toBe(normalized);
    expect(parsed.ok && familiarName(parsed.reference)).toBe(familiar);
  });
}

const A = "a".repeat(64);
const INVALID = "invalid reference format";
const LOWERCASE = (name: string) => `${INVALID}: repository name (${name}) must be lowercase`;
const TOO_LONG = "repository name must not be more than 255 characters";

/** What BuildKit says after `failed to parse stage name "…": `. */
const bad: [text: string, error: string][] = [
  ["", INVALID],
  [":tag", INVALID],
  ["Busybox", LOWERCASE("library/Busybox")],
  ["Busybox:X", LOWERCASE("library/Busybox")],
  [`Busybox@${D}`, LOWERCASE("library/Busybox@sha256")],
  ["a@B", LOWERCASE("library/a@B")],
  ["a/B", LOWERCASE("a/B")],
  ["ho.st/A", LOWERCASE("A")],
  ["docker.io/A", LOWERCASE("library/A")],
  ["index.docker.io/A", LOWERCASE("library/A")],
  ["docker.io/x/A", LOWERCASE("x/A")],
  ["local_host:5000/A", LOWERCASE("A")],
  ["local_host:5000/a", INVALID],
  ["A@B/c", INVALID],
  ["a:B/c", INVALID],
  ["a:b:c", INVALID],
  ["a/b:c/d", INVALID],
  ["ho.st:5000/a:b:c", INVALID],
  ["a//b", INVALID],
  ["a/", INVALID],
  ["/a", INVALID],
  ["localhost/", INVALID],
  ["-a", INVALID],
  ["a..b", INVALID],
  ["a:", INVALID],
  ["a:-x", INVALID],
  [`a:${"x".repeat(129)}`, INVALID],
  ["a@sha256:123", INVALID],
  ["a@md5:0123", INVALID],
  ["a@x@y", INVALID],
  [`a@${D}@${D}`, INVALID],
  [`a@md5:${A}`, "unsupported digest algorithm"],
  [`a@foo+bar:${A}`, "unsupported digest algorithm"],
  [`a@sha512:${A}`, "invalid checksum digest length"],
  [`a@${D}0`, "invalid checksum digest length"],
  [`a@sha256:${A.toUpperCase()}`, "invalid checksum digest format"],
  [A, `invalid repository name (${A}), cannot specify 64-byte hexadecimal strings`],
  ["x".repeat(250), TOO_LONG],
  [`docker.io/${"x".repeat(250)}`, TOO_LONG],
  [`ho.st/${"x".repeat(256)}`, TOO_LONG],
  ["a b", INVALID],
  ["a\nb", INVALID],
  ["https://docker.io/busybox", INVALID],
];

for (const [text, error] of bad) {
  test(`refuses ${JSON.stringify(text.slice(0, 40))} in BuildKit's words`, () => {
    expect(parseReference(text)).toEqual({ ok: false, error });
  });
}

test("counts only the repository's characters, not the registry's", () => {
  expect(parseReference(`${"x".repeat(56)}.io:5000/${"x".repeat(250)}`).ok).toBe(true);
});

test("splits a name with variables in it, which is not a reference yet", () => {
  expect(splitReference("$REGISTRY/app:$TAG")).toEqual({ registry: "$REGISTRY", path: "app", tag: "$TAG" });
  expect(splitReference("Host/app")).toEqual({ registry: "Host", path: "app" });
});

test.each(["app", "a/b-c/d__e.f", "a".repeat(255)])("%s is a repository", (path) => {
  expect(isRepository(path)).toBe(true);
});

test.each(["", "/a", "a/", "a//b", "A", "..", "a/../b", "a___b", "a:b", "a@b", "%61", "a".repeat(256)])(
  "%s is not a repository",
  (path) => expect(isRepository(path)).toBe(false),
);

test("a tag has up to 128 letters, digits, dots, dashes, and underscores, and begins with none of the middle two", () => {
  expect(["latest", "_", "1.2-rc", "a".repeat(128)].every(isTag)).toBe(true);
  expect(["", ".a", "-a", "a/b", "a:b", "a".repeat(129), "a\n"].some(isTag)).toBe(false);
});
