import { expect, test } from "vitest";
import { encodeImageConfig, parseImageConfig } from "./config.ts";
import { ProblemError } from "./problemError.ts";

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

test("reads back what it wrote, with keys it does not know", () => {
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

test("refuses what is no configuration", () => {
  for (const text of ["", "{}", "[]", '{"architecture":"a","os":"b","rootfs":{"type":"layers","diff_ids":["x"]}}']) {
    expect(() => parseImageConfig(Buffer.from(text))).toThrow(ProblemError);
  }
});
