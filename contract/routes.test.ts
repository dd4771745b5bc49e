import { expect, test } from "vitest";
import { paths, pathTemplate, routes } from "./routes.ts";

test("fills in parameters, encoded", () => {
  expect(routes.images()).toBe("/api/images");
  expect(routes.image("localhost:5000/a/b:1")).toBe("/api/images/localhost%3A5000%2Fa%2Fb%3A1");
  expect(routes.layerFiles("a", 3)).toBe("/api/images/a/layers/3/files");
  expect(routes.imageFiles("a", "/etc/a b")).toBe("/api/images/a/files?path=%2Fetc%2Fa%20b");
  expect(routes.build(":id")).toBe("/api/builds/%3Aid");
  expect(routes.builds()).toBe("/api/builds");
  expect(routes.builds({ limit: 5, before: "a&b" })).toBe("/api/builds?limit=5&before=a%26b");
  expect(routes.blob("sha256:0a")).toBe("/api/blobs/sha256:0a");
});

test("writes a path as OpenAPI does", () => {
  expect(pathTemplate(paths.layerFiles)).toBe("/api/images/{ref}/layers/{layer}/files");
});
