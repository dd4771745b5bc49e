import { expect, test } from "vitest";
import { hashOfStep, lessonInPath, stepOfHash } from "./stepAddress.ts";

test("#3 is the third step, #0 the introduction, and the one after the last the end", () => {
  expect(stepOfHash("#3", 5)).toBe(2);
  expect(stepOfHash("#0", 5)).toBe(-1);
  expect(stepOfHash("#6", 5)).toBe(5);
});

test("a hash that names no step of the lesson leads nowhere", () => {
  for (const hash of ["", "#", "#7", "#a", "#-1", "#99999"]) expect(stepOfHash(hash, 5), hash).toBeUndefined();
});

test("every step has a hash that leads back to it", () => {
  for (const step of [-1, 0, 4, 5]) expect(stepOfHash(hashOfStep(step), 5)).toBe(step);
});

test("a path names a lesson, or none", () => {
  expect(lessonInPath("/lessons/first-dockerfile")).toBe("first-dockerfile");
  for (const path of ["/", "/w/abc", "/lessons/", "/lessons/../x", "/lessons/A"]) {
    expect(lessonInPath(path), path).toBeUndefined();
  }
});
