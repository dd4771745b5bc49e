import { describe, expect, it, test } from "vitest";
import { applyFix } from "./applyFix.ts";
import { type CheckInput, checkDockerfile } from "./checkDockerfile.ts";

const found = (text: string, code: string) => checkDockerfile(text).filter((each) => each.code === code);
const fixed = (text: string, code: string) => {
  const fix = found(text, code)[0]?.fixes?.[0];
  return fix === undefined ? undefined : applyFix(text, fix);
};

describe("a pragma that hadolint passes over", () => {
  it.each([
    ["# hadolint ignore=DL3003 - why", "# hadolint ignore=DL3003 # why"],
    ["# hadolint ignore=DL3003, DL3008 because of x", "# hadolint ignore=DL3003, DL3008 # because of x"],
    ["# hadolint ignore=DL3003 (why)", "# hadolint ignore=DL3003 # why)"],
    ["# hadolint global ignore=DL3003: why", undefined],
    ["# hadolint ignore DL3003", undefined],
    ["# hadolint ignore=dl3003", undefined],
    ["# hadolint disable=DL3003", undefined],
  ])("%s", (comment, after) => {
    const text = `FROM a\n${comment}\nRUN cd /x\n`;
    expect(found(text, "pragma")).toHaveLength(1);
    expect(fixed(text, "pragma")).toBe(after === undefined ? undefined : `FROM a\n${after}\nRUN cd /x\n`);
  });

  it("is in the middle of an instruction, or after it", () => {
    expect(found("FROM a\nRUN b \\\n  # hadolint ignore=DL3003 why\n  && c\n", "pragma")).toHaveLength(1);
    expect(found("FROM a\nRUN cd /x # hadolint ignore=DL3003\n", "pragma")[0]?.range.start.character).toBe(10);
  });

  it.each([
    "# hadolint ignore=DL3003 # why",
    "# hadolint shell=bash",
    "# see hadolint for what this is",
    "# hadolint is great",
    "RUN echo '# hadolint'",
  ])("is none: %s", (line) => {
    expect(found(`FROM a\n${line}\nRUN cd /x\n`, "pragma")).toEqual([]);
  });
});

describe("an instruction within a RUN", () => {
  it.each([
    ["RUN a && RUN b", "RUN a && b"],
    ["RUN a \\\n && RUN b", "RUN a \\\n && b"],
    ["RUN a; RUN  b", "RUN a; b"],
    ["RUN <<EOF\na\nRUN b\nEOF", "RUN <<EOF\na\nb\nEOF"],
    ["RUN a && COPY b c", undefined],
    ["RUN a \\\nCOPY b c", undefined],
    ["RUN a \\\nRUN b", undefined],
  ])("%s", (line, after) => {
    const text = `FROM a\n${line}\n`;
    expect(found(text, "nested-instruction")).toHaveLength(1);
    expect(fixed(text, "nested-instruction")).toBe(after === undefined ? undefined : `FROM a\n${after}\n`);
  });

  it.each([
    "RUN echo RUN b",
    "RUN echo '&& RUN b' \"; RUN c\"",
    "RUN USER=x make",
    "RUN a && run b",
    'RUN ["a", "&& RUN b"]',
    "RUN python3 <<EOF\nRUN = 1\nEOF",
    "RUN a && RUN=1 b",
  ])("is none: %s", (line) => {
    expect(found(`FROM a\n${line}\n`, "nested-instruction")).toEqual([]);
  });
});

describe("a heredoc in which a command may fail unnoticed", () => {
  it.each([
    ["RUN <<EOF\na\nb\nEOF", "RUN <<EOF\nset -e\na\nb\nEOF"],
    ["RUN <<-EOF\n\ta\n\tb\n\tEOF", "RUN <<-EOF\n\tset -e\n\ta\n\tb\n\tEOF"],
    ["RUN <<EOF\n#!/bin/bash\na\nb\nEOF", "RUN <<EOF\n#!/bin/bash\nset -e\na\nb\nEOF"],
    ["RUN bash <<EOF\na\nif b; then\n  c\nfi\nEOF", "RUN bash <<EOF\nset -e\na\nif b; then\n  c\nfi\nEOF"],
    ["RUN <<EOF\nset -x\na\nEOF", "RUN <<EOF\nset -e\nset -x\na\nEOF"],
  ])("%s", (line, after) => {
    const text = `FROM a\n${line}\n`;
    expect(fixed(text, "heredoc-errors")).toBe(`FROM a\n${after}\n`);
    expect(found(`FROM a\n${after}\n`, "heredoc-errors")).toEqual([]);
  });

  it.each([
    "RUN <<EOF\na\nEOF",
    "RUN <<EOF\na \\\n  b\nEOF",
    "RUN <<EOF\na &&\nb\nEOF",
    "RUN <<EOF\nif a; then\n  b\n  c\nfi\nEOF",
    "RUN <<EOF\n(\n  a\n)\nEOF",
    "RUN <<EOF\ncat > x <<E\n1\n2\nE\nEOF",
    "RUN <<EOF\nset -eu\na\nb\nEOF",
    "RUN <<EOF\nset -o errexit\na\nb\nEOF",
    "RUN <<EOF\nset -euo pipefail\na\nb\nEOF",
    "RUN <<EOF\n#!/bin/sh -e\na\nb\nEOF",
    "RUN bash -ex <<EOF\na\nb\nEOF",
    'SHELL ["/bin/bash", "-e", "-o", "pipefail", "-c"]\nRUN <<EOF\na\nb\nEOF',
    "RUN python3 <<EOF\na\nb\nEOF",
    "RUN <<EOF\n#!/usr/bin/env python3\na\nb\nEOF",
    'SHELL ["pwsh", "-c"]\nRUN <<EOF\na\nb\nEOF',
    "COPY <<EOF /x\na\nb\nEOF",
  ])("is none: %s", (line) => {
    expect(found(`FROM a\n${line}\n`, "heredoc-errors")).toEqual([]);
  });
});

describe("a source that is not in the context", () => {
  const contextPaths = ["app/", "app/server.py", "app/lib/", "README.md", "a/x", "b/x", ".dockerignore", "secret"];
  const sources = (line: string) =>
    checkDockerfile(`FROM a AS s\n${line}\n`, { contextPaths, dockerignore: "secret\n" }).filter(
      ({ code }) => code === "copy-source",
    );

  it.each([
    ["COPY app/sever.py /", "app/server.py"],
    ["COPY readme.md /", "README.md"],
    ["COPY server.py README.md /", "app/server.py"],
    ["ADD ./app/libs/ /", "app/lib"],
    ["COPY x /", undefined],
    ["COPY nothing/at/all /", undefined],
    ["COPY ../README.m /", "README.md"],
  ])("%s", (line, near) => {
    expect(sources(line).map(({ next }) => next)).toEqual([
      near === undefined ? "Add the file to the context, or correct the path." : `Did you mean ${near}?`,
    ]);
    expect(sources(line)[0]?.fixes?.[0]?.edits[0]?.newText).toBe(near);
  });

  it.each([
    "COPY . /",
    "COPY app app/lib/ ./app//server.py /README.md /",
    "COPY --from=s nothing /",
    "COPY no*thing $NOTHING /",
    "COPY secret /",
    "ADD https://a/b git@a:b/c.git http://x /",
    "COPY <<EOF /x\nEOF",
    "COPY --parents app/./no /",
  ])("is none: %s", (line) => expect(sources(line)).toEqual([]));

  it("is not reported if the context is unknown", () => expect(found("FROM a\nCOPY x /\n", "copy-source")).toEqual([]));
});

describe("an image that can't be had", () => {
  const told = (text: string, images: NonNullable<CheckInput["images"]>) =>
    checkDockerfile(text, { images }).flatMap(({ code, severity, next, fixes = [] }) =>
      code === "image" ? [[severity, next, ...fixes.map((fix) => applyFix(text, fix))]] : [],
    );

  it("has a tag that the registry does not list", () => {
    const unavailable = { "node:2o": { why: "no-such-tag", tags: ["22", "20", "18"] } } as const;
    expect(told("FROM node:2o\n", { unavailable })).toEqual([
      ["warning", "Did you mean node:22?", "FROM node:22\n", "FROM node:20\n", "FROM node:18\n"],
    ]);
    expect(told("FROM a\nCOPY --from=node:2o a b\n", { unavailable })).toHaveLength(1);
    expect(told("ARG V=2o\nFROM node:$V\n", { unavailable })).toEqual([["warning", "Did you mean node:22?"]]);
    expect(told("FROM node:20\n", { unavailable })).toEqual([]);
  });

  it("is offered what is stored, if the registry does not answer", () => {
    const unavailable = { node: { why: "no-answer", tags: ["18"] }, alpine: { why: "no-answer", tags: [] } } as const;
    const stored = ["busybox:1.35", "mine:1"];
    expect(told("FROM node\n", { unavailable, stored })).toEqual([
      [
        "info",
        "Without a network there is node:18, busybox:1.35, mine:1.",
        ...["node:18", ...stored].map((name) => `FROM ${name}\n`),
      ],
    ]);
    expect(told("FROM alpine\n", { unavailable })).toEqual([
      ["info", "Check its name, and that this server reaches the registry."],
    ]);
  });
});

test("what Strata says of its own never makes an error", () => {
  const text = "FROM a\n# hadolint ignore=DL3003 why\nRUN a && RUN b\nRUN <<EOF\na\nb\nEOF\n";
  expect(checkDockerfile(text).map(({ severity, code }) => [severity, code])).toEqual([
    ["warning", "pragma"],
    ["warning", "nested-instruction"],
    ["info", "heredoc-errors"],
  ]);
});
