import { describe, expect, it } from "vitest";
import { type Filters, flagFilter, matchesLabels } from "#contract/docker/filters.ts";
import type { EngineCall } from "./engineCall.ts";
import { filtersOf } from "./filters.ts";

const filters = (text: string): Filters => {
  const query = new URLSearchParams({ filters: text });
  return filtersOf({ query } as EngineCall, ["label", "label!", "dangling"]);
};

describe("filters", () => {
  it("come as lists, or as objects from older clients", () => {
    expect(filters('{"label":["a"]}')).toEqual(new Map([["label", ["a"]]]));
    expect(filters('{"label":{"a":true}}')).toEqual(new Map([["label", ["a"]]]));
  });

  it.each(["[", "1", '{"label":1}'])("that are not valid are refused: %s", (text) => {
    expect(() => filters(text)).toThrow("invalid filter");
  });

  it("that are not known are refused by name", () => {
    expect(() => filters('{"color":["red"]}')).toThrow("invalid filter 'color'");
  });

  it("for labels want all of them, with the value if there is one", () => {
    const wanted = filters('{"label":["a","b=1"],"label!":["c"]}');
    expect(matchesLabels(wanted, { a: "", b: "1" })).toBe(true);
    expect(matchesLabels(wanted, { a: "", b: "2" })).toBe(false);
    expect(matchesLabels(wanted, { a: "", b: "1", c: "" })).toBe(false);
    expect(matchesLabels(filters('{"label":["constructor"]}'), {})).toBe(false);
  });

  it("for flags are true or false", () => {
    expect(flagFilter(filters('{"dangling":["1"]}'), "dangling")).toBe(true);
    expect(() => flagFilter(filters('{"dangling":["maybe"]}'), "dangling")).toThrow(
      "invalid filter 'dangling=[maybe]'",
    );
  });
});
