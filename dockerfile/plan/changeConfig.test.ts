import { describe, expect, test } from "vitest";
import { changeConfig } from "./changeConfig.ts";

const PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const CONTAINER = { Env: [PATH], Cmd: ["true"] };

/** What the Docker Engine 28.5 makes of each change to a container of `busybox true`. */
const CHANGED: readonly (readonly [change: string, config: object])[] = [
  ["CMD echo hi", { Env: [PATH], Cmd: ["/bin/sh", "-c", "echo hi"] }],
  ['ENTRYPOINT ["x"]', { Env: [PATH], Entrypoint: ["x"] }],
  ["LABEL a=$PATH", { ...CONTAINER, Labels: { a: PATH.slice(5) } }],
  ["STOPSIGNAL SIGQUIT", { ...CONTAINER, StopSignal: "SIGQUIT" }],
  ["HEALTHCHECK NONE", { ...CONTAINER, Healthcheck: { Test: ["NONE"] } }],
  ["ENV A=1\nENV B=2", { ...CONTAINER, Env: [PATH, "A=1", "B=2"] }],
  ["ENV A=1 \\", { ...CONTAINER, Env: [PATH, "A=1"] }],
  ["WORKDIR x", { ...CONTAINER, WorkingDir: "/x" }],
  ["EXPOSE 1-3", { ...CONTAINER, ExposedPorts: { "1/tcp": {}, "2/tcp": {}, "3/tcp": {} } }],
  ["ENV X=${Y:-z}", { ...CONTAINER, Env: [PATH, "X=z"] }],
  ["env low=1", { ...CONTAINER, Env: [PATH, "low=1"] }],
  ["USER nobody", { ...CONTAINER, User: "nobody" }],
  ["VOLUME /q", { ...CONTAINER, Volumes: { "/q": {} } }],
  ["ONBUILD RUN echo", { ...CONTAINER, OnBuild: ["RUN echo"] }],
];

test.each(CHANGED)("%s", (change, config) => {
  expect(changeConfig(CONTAINER, [change])).toEqual({ ok: true, config });
});

test("several changes apply one after the other", () => {
  const { Cmd: _, ...rest } = CONTAINER;
  const result = changeConfig(rest, ['CMD ["a","b"]', "ENV C=3 D=$C", 'ENTRYPOINT ["/e"]']);
  expect(result).toEqual({
    ok: true,
    config: { Env: [PATH, "C=3", "D="], Cmd: ["a", "b"], Entrypoint: ["/e"] },
  });
});

test("without changes, the triggers and the shell of the image are left out", () => {
  const result = changeConfig({ ...CONTAINER, OnBuild: ["RUN true"], Shell: ["/bin/ash"] }, []);
  expect(result).toEqual({ ok: true, config: CONTAINER });
});

describe("what the engine refuses", () => {
  test.each([
    ["FROM x", "FROM is not a valid change command"],
    ["RUN echo", "RUN is not a valid change command"],
    ['SHELL ["a"]', "SHELL is not a valid change command"],
    ["MAINTAINER me", "MAINTAINER is not a valid change command"],
    ["foo bar", "foo is not a valid change command"],
    ["# c", "file with no instructions"],
    ["ENV", "ENV requires at least one argument"],
  ])("%s", (change, detail) => {
    expect(changeConfig(CONTAINER, [change])).toMatchObject({
      ok: false,
      problem: { code: "container/invalid", detail },
    });
  });
});
