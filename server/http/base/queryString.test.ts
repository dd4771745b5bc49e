import { expect, it } from "vitest";
import { routes } from "#contract/routes.ts";
import { nameFromBytes } from "#server/oci/tar/fileName.ts";
import { parseQueryString } from "./queryString.ts";

it("parses the query of a form", () => {
  expect(parseQueryString("path=%2Fa+b%26c&empty=&bare&&twice=1&twice=%C3%BC")).toEqual({
    path: "/a b&c",
    empty: "",
    bare: "",
    twice: ["1", "ü"],
  });
});

it("keeps an invalid escape as its characters", () => {
  expect(parseQueryString("path=100%&x=%zz")).toEqual({ path: "100%", x: "%zz" });
});

it("preserves every file name, also with percent signs and bytes that are not UTF-8", () => {
  for (const name of [
    Buffer.from([0xff]),
    Buffer.from("%FF"),
    Buffer.from([0x67, 0xfc, 0x6e, 0x20, 0x2b]),
    Buffer.from("🙂ü/x"),
  ]) {
    const path = `/${nameFromBytes(name)}`;
    const query = routes.imageFiles("a", path).split("?")[1] ?? "";
    expect(parseQueryString(query)).toEqual({ path });
  }
  expect(parseQueryString("path=%FF")).not.toEqual(parseQueryString("path=%25FF"));
});
