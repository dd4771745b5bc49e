import { expect, test } from "vitest";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { endpointsOf, parseMirror } from "./endpoints.ts";
import type { RegistrySettings } from "./registrySettings.ts";

const urls = (name: string, mirrors: string[] = []) =>
  endpointsOf(requireReference(name), { mirrors }).map(({ url }) => url.origin);

test("asks mirrors before docker.io, and only for its images", () => {
  const mirrors = ["http://127.0.0.1:5000", "mirror.gcr.io"];
  expect(urls("busybox", mirrors)).toEqual([
    "http://127.0.0.1:5000",
    "https://mirror.gcr.io",
    "https://registry-1.docker.io",
  ]);
  expect(urls("ghcr.io/a/b", mirrors)).toEqual(["https://ghcr.io"]);
});

test("uses plain HTTP with this machine only", () => {
  expect(urls("localhost:5000/a")).toEqual(["http://localhost:5000"]);
  expect(urls("registry.local:5000/a")).toEqual(["https://registry.local:5000"]);
});

test("rejects mirrors over plain HTTP on other machines, and invalid addresses", () => {
  for (const mirror of ["http://mirror.example.com", "ftp://x", "https://", "http://10.0.0.1:5000"]) {
    expect(() => parseMirror(mirror)).toThrow(/mirror/);
  }
});

test("finds the password for a host, also under docker.io's other names", () => {
  const login = { username: "me", password: "secret" };
  const find = (name: string, host: string) =>
    endpointsOf(requireReference(name), { mirrors: [], credentials: { [host]: login } }).at(-1)?.credentials;
  expect(find("busybox", "docker.io")).toEqual(login);
  expect(find("busybox", "https://index.docker.io/v1/")).toEqual(login);
  expect(find("ghcr.io/a/b", "ghcr.io")).toEqual(login);
  expect(find("ghcr.io/a/b", "docker.io")).toBeUndefined();
});

test("reaches the private network if the operator allows it or has a login", () => {
  const allowed = (name: string, settings: Partial<RegistrySettings>) =>
    endpointsOf(requireReference(name), { mirrors: [], ...settings }).at(-1)?.allowPrivate;
  const credentials = { "10.0.0.1:5000": { username: "me", password: "secret" } };
  expect(allowed("10.0.0.1:5000/a", {})).toBe(false);
  expect(allowed("10.0.0.1:5000/a", { allowPrivate: true })).toBe(true);
  expect(allowed("10.0.0.1:5000/a", { credentials })).toBe(true);
  expect(allowed("10.0.0.2:5000/a", { credentials })).toBe(false);
});
