import { beforeEach, expect, it, vi } from "vitest";
import type { ImageComparison } from "#contract/imageComparison.ts";
import * as api from "../../api/compare.ts";
import { type Result, succeeded } from "../../api/result.ts";
import { forgetComparison, showComparison, useComparison } from "./comparison.ts";

vi.mock("../../api/compare.ts");

const answers: ((answer: Result<ImageComparison>) => void)[] = [];
const comparison = {} as ImageComparison;

beforeEach(() => {
  answers.length = 0;
  forgetComparison();
  vi.mocked(api.getComparison).mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
});

it("keeps the comparison on the page until the one that was chosen instead is here", async () => {
  const first = showComparison({ a: "1", b: "2" });
  expect(useComparison.getState().overview?.phase).toBe("loading");
  answers[0]?.(succeeded(comparison));
  await first;
  const second = showComparison({ a: "2", b: "3" });
  expect(useComparison.getState()).toMatchObject({ sides: { a: "1", b: "2" }, overview: { phase: "ready" } });
  answers[1]?.(succeeded(comparison));
  await second;
  expect(useComparison.getState()).toMatchObject({ sides: { a: "2", b: "3" }, overview: { phase: "ready" } });
});

it("drops what comes late for two that were chosen before", async () => {
  const both = [showComparison({ a: "1", b: "2" }), showComparison({ a: "2", b: "3" })];
  answers[1]?.(succeeded(comparison));
  answers[0]?.(succeeded(comparison));
  await Promise.all(both);
  expect(useComparison.getState().sides).toEqual({ a: "2", b: "3" });
});
