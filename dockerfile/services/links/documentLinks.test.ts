import { describe, expect, it } from "vitest";
import { parseDockerfile } from "../../instructions/parseDockerfile.ts";
import type { LanguageEnvironment } from "../languageEnvironment.ts";
import { documentLinks } from "./documentLinks.ts";

/** What is linked, by the text that the link lies on. */
function links(text: string, environment?: LanguageEnvironment): Record<string, string> {
  const dockerfile = parseDockerfile(text);
  const { lines } = dockerfile.syntax;
  return Object.fromEntries(
    documentLinks(dockerfile, environment).map(({ range: { start, end }, target }) => [
      text.slice(lines.offsetAt(start), lines.offsetAt(end)),
      target,
    ]),
  );
}

describe("links", () => {
  it("lead from images to their pages, variables replaced, stages and scratch left out", () => {
    const text = `# syntax=docker/dockerfile:1
ARG TAG=3
FROM python:\${TAG} AS build
FROM scratch
COPY --from=build /a /b
COPY --from=ghcr.io/astral-sh/uv:latest /uv /uv
RUN --mount=type=bind,from=quay.io/podman/stable,target=/x true
FROM build
`;
    expect(links(text)).toEqual({
      "docker/dockerfile:1": "https://hub.docker.com/r/docker/dockerfile",
      "python:${TAG}": "https://hub.docker.com/_/python",
      "ghcr.io/astral-sh/uv:latest": "https://ghcr.io/astral-sh/uv",
      "quay.io/podman/stable": "https://quay.io/repository/podman/stable",
    });
  });

  it("lead to what ADD downloads", () => {
    const text = `FROM scratch
ARG V=1.2
ADD https://example.com/a-$V.tgz /a
ADD https://github.com/moby/buildkit.git#v0.20.1:docs /b
ADD git@github.com:moby/moby.git /c
ADD https://example.com/$UNSET /d
`;
    expect(links(text)).toEqual({
      "https://example.com/a-$V.tgz": "https://example.com/a-1.2.tgz",
      "https://github.com/moby/buildkit.git#v0.20.1:docs": "https://github.com/moby/buildkit",
      "git@github.com:moby/moby.git": "https://github.com/moby/moby",
    });
  });

  it("lead to the files of the context that are copied", () => {
    const environment = { contextUri: "file:///work/", contextPaths: ["src/", "src/a b.ts", "go.mod"] };
    const text = 'FROM scratch AS b\nCOPY ./go.mod nope src /x/\nCOPY ["src/a b.ts", "/x"]\nCOPY --from=b go.mod /y\n';
    expect(links(text, environment)).toEqual({
      "./go.mod": "file:///work/go.mod",
      '"src/a b.ts"': "file:///work/src/a%20b.ts",
    });
    expect(links(text)["./go.mod"]).toBeUndefined();
  });

  it("lead from addresses in comments, without what closes the sentence", () => {
    const text = `# See https://example.com/a_(b), or (http://example.org/x?y=1#z).
FROM scratch
RUN a \\
  # https://example.com/inside
  b https://example.com/script
`;
    expect(links(text)).toEqual({
      "https://example.com/a_(b)": "https://example.com/a_(b)",
      "http://example.org/x?y=1#z": "http://example.org/x?y=1#z",
      "https://example.com/inside": "https://example.com/inside",
    });
  });
});
