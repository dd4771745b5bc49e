import { expect, test } from "vitest";
import { matchPath } from "./matchPath.ts";

test.each([
  ["/class/:room", "/class/abc", { room: "abc" }],
  ["/class/:room", "/class/abc/", { room: "abc" }],
  ["/class/:room/:member", "/class/a%20b/c", { room: "a b", member: "c" }],
  ["/join", "/join", {}],
  ["/", "/", {}],
])("%s matches %s", (pattern, path, found) => {
  expect(matchPath(pattern, path)).toEqual(found);
});

test.each([
  ["/class/:room", "/class"],
  ["/class/:room", "/class/"],
  ["/class/:room", "/class/a/b"],
  ["/class/:room", "/klass/a"],
  ["/class/:room", "/class/%E0%A4%A"],
])("%s does not match %s", (pattern, path) => {
  expect(matchPath(pattern, path)).toBeUndefined();
});
