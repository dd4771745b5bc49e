import { describe, expect, it } from "vitest";
import { imagePage } from "./imagePage.ts";

describe("the page of an image", () => {
  it.each([
    ["python", "https://hub.docker.com/_/python"],
    ["python:3-slim", "https://hub.docker.com/_/python"],
    ["library/python", "https://hub.docker.com/_/python"],
    [
      "docker.io/library/python@sha256:0000000000000000000000000000000000000000000000000000000000000000",
      "https://hub.docker.com/_/python",
    ],
    ["docker/dockerfile:1", "https://hub.docker.com/r/docker/dockerfile"],
    ["quay.io/podman/stable:v5", "https://quay.io/repository/podman/stable"],
    ["ghcr.io/astral-sh/uv:latest", "https://ghcr.io/astral-sh/uv"],
    ["mcr.microsoft.com/dotnet/sdk:8.0", "https://mcr.microsoft.com/artifact/mar/dotnet/sdk"],
    ["public.ecr.aws/docker/library/alpine", "https://gallery.ecr.aws/docker/library/alpine"],
  ])("%s → %s", (reference, page) => {
    expect(imagePage(reference)).toBe(page);
  });

  it.each(["localhost:5000/a", "registry.example.com/a/b:1", "No:Way", "", "constructor.io/a", "scratch image"])(
    "%s has none that is known",
    (reference) => {
      expect(imagePage(reference)).toBeUndefined();
    },
  );
});
