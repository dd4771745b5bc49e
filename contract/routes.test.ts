import { expect, test } from "vitest";
import { paths, pathTemplate } from "./paths.ts";
import { inShare, routes } from "./routes.ts";

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

test("a share answers paths of the API behind its own", () => {
  expect(inShare("abc", routes.layerFiles("sha256:0a", 3, 50))).toBe(
    "/api/shares/abc/images/sha256%3A0a/layers/3/files?from=50",
  );
  expect(inShare("abc", routes.buildEvents("b"))).toBe(
    paths.shareBuildEvents.replace(":id", "abc").replace(":build", "b"),
  );
});
