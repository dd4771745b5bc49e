import { expect, test } from "vitest";
import { fieldExpression, inspectCommand } from "./goTemplate.ts";

test.each([
  [["Id"], "sha256:1", "{{.Id}}"],
  [["Size"], 5, "{{.Size}}"],
  [["Config", "User"], "web", "{{.Config.User}}"],
  [["Config", "Env"], ["A=1"], "{{json .Config.Env}}"],
  [["Config", "Env", 0], "A=1", "{{index .Config.Env 0}}"],
  [["Config", "Labels"], { "a.b": "c" }, "{{json .Config.Labels}}"],
  [["Config", "Labels", "a.b"], "c", '{{index .Config.Labels "a.b"}}'],
  [["Config", "Labels", 'say "hi"\\'], "c", '{{index .Config.Labels "say \\"hi\\"\\\\"}}'],
  [["Config", "ExposedPorts", "80/tcp"], {}, '{{json (index .Config.ExposedPorts "80/tcp")}}'],
  [["Config", "Healthcheck", "Test"], ["CMD"], "{{json .Config.Healthcheck.Test}}"],
  [["Config", "Healthcheck", "Interval"], 3, "{{.Config.Healthcheck.Interval}}"],
  [["RootFS", "Layers", 2], "sha256:2", "{{index .RootFS.Layers 2}}"],
  [["Metadata", "LastTagTime"], "now", "{{.Metadata.LastTagTime}}"],
  [["RepoTags", 0], "a:1", "{{index .RepoTags 0}}"],
  [["Config", "Volumes"], null, "{{json .Config.Volumes}}"],
])("%j is written as Go writes it", (path, value, expression) => {
  expect(fieldExpression(path, value)).toBe(expression);
});

test("a shell gets the expression as one word, whatever is in the key", () => {
  expect(inspectCommand("web:dev", ["Config", "Labels", "it's"], "x")).toBe(
    `docker image inspect -f '{{index .Config.Labels "it'\\''s"}}' web:dev`,
  );
});
