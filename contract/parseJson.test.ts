import { expect, it } from "vitest";
import { parseJson } from "./parseJson.ts";

it("reads JSON, and nothing of a text that is none", () => {
  expect(parseJson('{"a": [1]}')).toEqual({ a: [1] });
  expect(parseJson("{")).toBeUndefined();
  expect(parseJson("")).toBeUndefined();
});
