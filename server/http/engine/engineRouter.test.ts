import { describe, expect, it } from "vitest";
import { createRouter } from "./engineRouter.ts";

const find = createRouter({ "GET /images/json": () => {}, "GET /images/:name+/json": () => {} });

describe("a path of the Engine API", () => {
  it("may start with any version between 1.24 and 1.51, or none", () => {
    expect(find("GET", "/v1.24/images/json").version).toBe(24);
    expect(find("GET", "/images/json").version).toBe(51);
  });

  it.each([
    ["/v1.23/images/json", "client version 1.23 is too old. Minimum supported API version is 1.24"],
    ["/v1.99/images/json", "client version 1.99 is too new. Maximum supported API version is 1.51"],
  ])("with the version of %s is refused in Docker's words", (path, message) => {
    expect(() => find("GET", path)).toThrow(message);
  });

  it("may hold an image's name with slashes, encoded or not", () => {
    expect(find("GET", "/v1.40/images/localhost:5000/team/app:1/json").params).toEqual({
      name: "localhost:5000/team/app:1",
    });
    expect(find("GET", "/images/team%2Fapp/json").params).toEqual({ name: "team/app" });
  });

  it.each([
    ["GET", "/v1.40/nothing"],
    ["POST", "/v1.40/images/json"],
    ["GET", "/vx/images/json"],
  ])("%s %s is not found", (method, path) => {
    expect(() => find(method, path)).toThrow("page not found");
  });

  it("with a broken escape is refused", () => {
    expect(() => find("GET", "/images/%zz/json")).toThrow("invalid URL escape");
  });
});
