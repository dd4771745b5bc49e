import { describe, expect, it } from "vitest";
import { languageOf } from "./languageOf.ts";

describe("languageOf", () => {
  it.each([
    ["Dockerfile", "dockerfile"],
    ["app/Dockerfile.dev", "dockerfile"],
    ["web.dockerfile", "dockerfile"],
    ["Containerfile", "dockerfile"],
    [".dockerignore", "ignore"],
    ["Dockerfile.dockerignore", "ignore"],
    ["server.py", "python"],
    ["Makefile", "shell"],
    ["notes", "plaintext"],
  ])("%s is %s", (path, language) => {
    expect(languageOf(path)).toBe(language);
  });

  it("uses the first line if the name has no known extension", () => {
    expect(languageOf("bin/start", "#!/usr/bin/env python3\n")).toBe("python");
    expect(languageOf("bin/start", "#!/bin/sh\n")).toBe("shell");
  });
});
