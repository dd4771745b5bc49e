import { expect, test } from "vitest";
import { ProblemError } from "#contract/problemError.ts";
import { encodeImageConfig, parseImageConfig } from "./config.ts";
import { hostPlatform } from "./hostPlatform.ts";
import { withOneNull } from "./oneNullFixture.ts";

test("writes keys in BuildKit's order and escapes as Go does", () => {
  const bytes = encodeImageConfig({
    rootfs: { type: "layers", diff_ids: [] },
    os: "linux",
    architecture: "amd64",
    config: { Labels: { b: "<&>", a: "1" }, Cmd: ["sh"], Env: ["A=1"], User: "me" },
  });
  expect(bytes.toString()).toBe(
    '{"architecture":"amd64","config":{"User":"me","Env":["A=1"],"Cmd":["sh"],' +
      '"Labels":{"a":"1","b":"\\u003c\\u0026\\u003e"}},"os":"linux","rootfs":{"type":"layers","diff_ids":[]}}',
  );
});

test("reads back what it wrote, with unknown keys", () => {
  const config = {
    architecture: "arm64",
    os: "linux",
    config: { Env: ["A=\u2028"], Odd: true },
    history: [{ created_by: "x", empty_layer: true }],
    rootfs: { type: "layers" as const, diff_ids: [] },
    "moby.x": 1,
  };
  expect(parseImageConfig(encodeImageConfig(config))).toEqual(config);
});

const ROOTFS = { type: "layers", diff_ids: [] };

function parsed(json: unknown) {
  return parseImageConfig(Buffer.from(JSON.stringify(json)));
}

test("treats a null as absent, as Go does", () => {
  const platform = { architecture: "amd64", os: "linux" };
  const bare = { ...platform, rootfs: ROOTFS };
  const nothing = { created: null, author: null, variant: null, config: null, history: null };
  expect(parsed({ ...bare, ...nothing })).toEqual(bare);
  const config = {
    ...{ User: null, Env: null, Entrypoint: null, Cmd: null, WorkingDir: null, StopSignal: null, Shell: null },
    ...{ OnBuild: null, ArgsEscaped: null, Healthcheck: null, ExposedPorts: null, Volumes: null, Labels: null },
  };
  expect(parsed({ ...bare, config })).toEqual({ ...bare, config: {} });
  const maps = { ExposedPorts: { "80/tcp": null }, Volumes: { "/v": null }, Labels: { a: null } };
  expect(parsed({ ...bare, config: { ...maps, Healthcheck: { Test: null, Interval: null } } }).config).toEqual({
    ...{ ExposedPorts: { "80/tcp": {} }, Volumes: { "/v": {} }, Labels: { a: "" }, Healthcheck: {} },
  });
  const row = { created: null, created_by: null, author: null, comment: null, empty_layer: null };
  expect(parsed({ ...bare, history: [row] }).history).toEqual([{}]);
  expect(parsed({ ...platform, rootfs: { type: "layers", diff_ids: null } }).rootfs).toEqual(ROOTFS);
});

function isTaken(json: unknown): boolean {
  try {
    parsed(json);
    return true;
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}

test("accepts a null for anything but the digest of a layer", () => {
  const digest = `sha256:${"1".repeat(64)}`;
  const whole = {
    ...{ architecture: "amd64", os: "linux", variant: "v1", author: "a", created: "2026-01-02T03:04:05Z" },
    config: {
      ...{
        User: "u",
        WorkingDir: "/",
        StopSignal: "SIGINT",
        ArgsEscaped: true,
        Labels: { a: "b" },
        Volumes: { "/v": {} },
      },
      ...{
        Env: ["A=1"],
        Entrypoint: ["a"],
        Cmd: ["b"],
        Shell: ["sh"],
        OnBuild: ["RUN x"],
        ExposedPorts: { "80/tcp": {} },
      },
      Healthcheck: { Test: ["CMD", "x"], Interval: 1, Timeout: 1, StartPeriod: 1, StartInterval: 1, Retries: 1 },
    },
    rootfs: { type: "layers", diff_ids: [digest] },
    history: [{ created: "2026-01-02T03:04:05Z", created_by: "a", author: "b", comment: "c", empty_layer: true }],
  };
  const refused = withOneNull(whole).filter(({ json }) => !isTaken(json));
  expect(refused.map(({ place }) => place)).toEqual(["rootfs", "rootfs.diff_ids.0"]);
});

test("assumes this machine's platform for a configuration without one", () => {
  const { os, architecture } = hostPlatform();
  expect(parsed({ os: "", architecture: null, rootfs: ROOTFS })).toMatchObject({ os, architecture });
});

test("names the field that is wrong", () => {
  const config = { Env: ["A=1", 2] };
  expect(() => parsed({ rootfs: ROOTFS, config })).toThrow(/can't be read: config\.Env\[1\]: .*expected string/);
});

test("rejects anything but a configuration", () => {
  for (const text of ["", "{}", "[]", '{"architecture":"a","os":"b","rootfs":{"type":"layers","diff_ids":["x"]}}']) {
    expect(() => parseImageConfig(Buffer.from(text))).toThrow(ProblemError);
  }
});
