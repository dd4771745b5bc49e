import { expect, test } from "vitest";
import { familiarName, normalizedName, parseReference } from "./reference.ts";

const D = `sha256:${"a".repeat(64)}`;

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
];

for (const [text, normalized, familiar] of good) {
  test(`reads ${text.slice(0, 40)}`, () => {
    const parsed = parseReference(text);
    expect(parsed.ok && normalizedName(parsed.reference)).toBe(normalized);
    expect(parsed.ok && familiarName(parsed.reference)).toBe(familiar);
  });
}

const bad = [
  "",
  ":tag",
  "Busybox",
  "a/B",
  "a//b",
  "a/",
  "-a",
  "a..b",
  "a:",
  "a:-x",
  `a:${"x".repeat(129)}`,
  "a@sha256:123",
  "a@md5:0123",
  "a".repeat(64).replace(/./g, "a"),
  "x".repeat(300),
  "a b",
  "a\nb",
  "https://docker.io/busybox",
  "ho_st.de/app",
];

for (const text of bad) {
  test(`refuses ${JSON.stringify(text.slice(0, 40))}`, () => {
    const parsed = parseReference(text);
    expect(parsed.ok ? parsed.reference : parsed.problem.code).toBe("image/reference");
  });
}

test("says that a name must be lowercase", () => {
  const parsed = parseReference("MyApp");
  expect(parsed.ok ? "" : parsed.problem.detail).toContain("must be lowercase");
});
