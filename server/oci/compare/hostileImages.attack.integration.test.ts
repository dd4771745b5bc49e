import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImageConfig } from "#contract/image.ts";
import { dir, file, type Member, openTestImages, symlink } from "#server/oci/inspect/testImages.ts";
import { comparedEntries, type EntriesWanted } from "./comparedEntries.ts";
import { compareImages } from "./compareImages.ts";

let made: ReturnType<typeof openTestImages>;
beforeAll(() => {
  made = openTestImages();
});
afterAll(() => made.close());

const DIGEST = `sha256:${"1".repeat(64)}` as const;
const ALL: EntriesWanted = {
  ...{ folder: "/", flat: true, find: "", changes: [], sort: "name", descending: false, from: 0, limit: 1000 },
  times: false,
};

function compare(a: Member[][], b: Member[][], configs: readonly Partial<ImageConfig>[] = []) {
  const [imageA, imageB] = [a, b].map((layers, index) => {
    const image = made.image(layers);
    return { ...image, config: { ...image.config, ...configs[index] } };
  });
  if (imageA === undefined || imageB === undefined) throw new Error("two images");
  return compareImages(imageA, imageB, { digestOf: () => DIGEST, limit: 300_000 });
}

describe("attacks with images that are compared", () => {
  it("folders nested two thousand deep are compared without recursion", () => {
    const deep = (name: string) => [file(`${"d/".repeat(2000)}${name}`, "1")];
    const { paths, comparison } = compare([deep("a")], [deep("b")]);
    expect(comparison.files).toMatchObject({ added: { files: 1 }, deleted: { files: 1 } });
    expect(comparedEntries(paths, { ...ALL, flat: false }, () => undefined).entries).toEqual([]);
  });

  it("names of HTML, of JavaScript's own, and of control characters stay what they are", () => {
    const names = ["<img src=x onerror=alert(1)>", "__proto__", "constructor", "a\u001b[31m\nb", "\u202egnp.exe"];
    const { paths } = compare([[file("x", "")]], [[file("x", ""), ...names.map((name) => file(name, "1"))]]);
    for (const flat of [true, false]) {
      const { entries } = comparedEntries(paths, { ...ALL, flat }, () => undefined);
      expect(entries.map(({ name }) => name).sort()).toEqual(names.toSorted());
    }
  });

  it("symbolic links in a circle are compared as links, and never followed", () => {
    const circle = [symlink("a", "b"), symlink("b", "a"), symlink("up", "../../../etc")];
    const { comparison } = compare([circle], [[symlink("a", "b"), symlink("b", "b"), symlink("up", "../../../etc")]]);
    expect(comparison.files.changed).toEqual({ files: 1, folders: 0, bytes: 0 });
  });

  it("a configuration with a hundred thousand variables is compared in bounded time, and cut", () => {
    const env = (value: string) => Array.from({ length: 100_000 }, (_, index) => `V${index}=${value}`);
    const configs = [
      { config: { Env: env("1") } },
      { config: { Env: [...env("2"), `LONG=${"x".repeat(1_000_000)}`] } },
    ];
    const started = performance.now();
    const { differences, total } = compare([[file("x", "")]], [[file("x", "")]], configs).comparison.config;
    expect([differences.length, total]).toEqual([1000, 100_001]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it("labels and fields with the names of JavaScript's own properties are compared as any other", () => {
    const labels = (value: string) => JSON.parse(`{"Labels": {"__proto__": "${value}", "toString": "${value}"}}`);
    const { config } = compare(
      [[dir("x")]],
      [[dir("x")]],
      [{ config: labels("a") }, { config: labels("b") }],
    ).comparison;
    expect(config.differences.map(({ name }) => name)).toEqual(["__proto__", "toString"]);
  });
});
