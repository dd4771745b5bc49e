import { expect, it } from "vitest";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { foreignSyntax } from "./syntaxLine.ts";

const imageOf = (line: string) => foreignSyntax(parseDockerfile(`${line}\nFROM scratch\n`))?.image;

it.each([
  "# syntax=docker/dockerfile:1",
  "# syntax = docker.io/docker/dockerfile:1.7-labs",
  "# syntax=mirror.example.org/docker/dockerfile-upstream:master",
  "# check=skip=all",
  "# a comment",
])("takes %s for the language that is known here", (line) => {
  expect(imageOf(line)).toBeUndefined();
});

it("tells another frontend and where it is named", () => {
  expect(imageOf("# syntax=ghcr.io/acme/frontend:2 fast")).toBe("ghcr.io/acme/frontend:2");
  expect(imageOf("# syntax=docker/dockerfile.lookalike")).toBe("docker/dockerfile.lookalike");
});
