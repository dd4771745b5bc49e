import { expect, test } from "vitest";
import { readContextPath } from "./contextPath.ts";

test("normalizes equivalent paths", () => {
  for (const written of ["a/b", "./a/b", "a//b/", "a/./b"])
    expect(readContextPath(written)).toEqual({ ok: true, path: "a/b" });
  expect(readContextPath(".")).toEqual({ ok: true, path: "" });
});

test("allows unusual but valid names", () => {
  for (const path of ["..a", "a..", "...", " ", "-", "a\nb", "ü", "😀"]) {
    expect(readContextPath(path)).toEqual({ ok: true, path });
  }
});

test("rejects invalid paths, with the reason", () => {
  const fault = (path: string) => {
    const read = readContextPath(path);
    return read.ok ? undefined : read.fault;
  };
  expect(fault("a\0b")).toBe("nul");
  expect(fault("/a")).toBe("absolute");
  expect(fault("a/../b")).toBe("climbs");
  expect(fault("a/".repeat(257))).toBe("deep");
  expect(fault("a/".repeat(256))).toBeUndefined();
  expect(fault("x".repeat(256))).toBe("long-name");
  expect(fault("x".repeat(255))).toBeUndefined();
});

test("counts bytes, not characters", () => {
  expect(readContextPath("ü".repeat(127)).ok).toBe(true);
  expect(readContextPath("ü".repeat(128))).toEqual({ ok: false, fault: "long-name" });
  expect(readContextPath("😀".repeat(64))).toEqual({ ok: false, fault: "long-name" });
  expect(readContextPath(`${"ü".repeat(100)}/`.repeat(21))).toEqual({ ok: false, fault: "long-path" });
});
