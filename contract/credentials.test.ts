import { expect, test } from "vitest";
import { maskCredentials } from "./credentials.ts";
import { problem } from "./problem.ts";

test.each([
  ["ADD http://joe:geheim@example.com/a /b", "ADD http://xxxxx:xxxxx@example.com/a /b"],
  ["HTTPS://joe:ge@he:im@example.com", "HTTPS://xxxxx:xxxxx@example.com"],
  ["https://ghp_token@github.com/a/b.git#main", "https://xxxxx@github.com/a/b.git#main"],
  ["ssh://joe:geheim@host/a, git://a:b@host/c", "ssh://xxxxx:xxxxx@host/a, git://xxxxx:xxxxx@host/c"],
  ['{"url":"http://:geheim@host/"}', '{"url":"http://xxxxx:xxxxx@host/"}'],
  ["http://$USER:$PASSWORD@host", "http://xxxxx:xxxxx@host"],
])("masks %s", (text, shown) => {
  expect(maskCredentials(text)).toBe(shown);
});

test.each([
  "http://example.com/a@b",
  "ssh://git@github.com/a",
  "git@github.com:a/b",
  "http://example.com/?a=b@c",
  'http://a","b@c',
  "FROM a@sha256:0000",
  "a // b: c @d",
])("leaves %s as it is", (text) => {
  expect(maskCredentials(text)).toBe(text);
});

test.each(["http://a:", "x", "ab1.", "://", "a://x@"])("is not slow for a long text of %s", (piece) => {
  const began = process.cpuUsage();
  maskCredentials(`${piece.repeat(200_000)} @`);
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1000).toBeLessThan(1000);
});

test("no problem contains a password", () => {
  const shown = problem("internal", "failed to load http://a:b@host/c", { next: "Ask http://a:b@host/." });
  expect(JSON.stringify(shown)).not.toContain("a:b");
});
