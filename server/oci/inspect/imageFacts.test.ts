import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import { imageFacts } from "./imageFacts.ts";

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}`;
const [a, b, c, d] = [digest("a"), digest("b"), digest("c"), digest("d")];
const image = { id: digest("1"), layers: [a, b, c] };
const debian = { id: digest("2"), names: ["debian:12"], layers: [a] };
const python = { id: digest("3"), names: ["python:3", "python:slim"], layers: [a, b] };
const other = { id: digest("4"), names: [], layers: [a, d] };
const none = () => undefined;

const basesOf = (asked: Parameters<typeof imageFacts>[0], others: Parameters<typeof imageFacts>[1]) =>
  imageFacts(asked, others, none).layers.map(({ base }) => base);

describe("the facts of an image's layers", () => {
  it("name each layer after the smallest image at hand that starts the same and has it", () => {
    expect(basesOf(image, [python, debian, other])).toEqual([["debian:12"], ["python:3", "python:slim"], []]);
  });

  it("call no image a base whose layers are the same in another order, or that has more", () => {
    const turned = { id: digest("5"), names: ["turned"], layers: [b, a] };
    const longer = { id: digest("6"), names: ["longer"], layers: [a, b, c, d] };
    const twin = { id: digest("7"), names: ["twin"], layers: [a, b, c] };
    expect(basesOf(image, [turned, longer, twin])).toEqual([[], [], []]);
  });

  it("call no earlier build a base if the base is known", () => {
    expect(basesOf({ ...image, baseLayers: 1 }, [python, debian])).toEqual([["debian:12"], [], []]);
  });

  it("list the other images that have a layer, each once, by a name or its ID", () => {
    const again = { ...debian, names: ["docker.io/debian"] };
    const self = { ...image, names: ["mine"] };
    const { layers } = imageFacts(image, [self, python, debian, again, other], none);
    expect(layers.map(({ sharedWith }) => sharedWith)).toEqual([
      { names: ["444444444444", "debian:12", "python:3"], count: 3 },
      { names: ["python:3"], count: 1 },
      { names: [], count: 0 },
    ]);
  });

  it("have the chain ID of the image specification", () => {
    const two = createHash("sha256").update(`${a} ${b}`).digest("hex");
    const three = createHash("sha256").update(`sha256:${two} ${c}`).digest("hex");
    const { layers } = imageFacts(image, [], none);
    expect(layers.map(({ chainId }) => chainId)).toEqual([a, `sha256:${two}`, `sha256:${three}`]);
  });

  it("have the compressed size of the layers whose size is known", () => {
    const { layers } = imageFacts(image, [], (layer) => (layer === b ? { size: 7, how: "received" } : undefined));
    expect(layers.map(({ compressed }) => compressed?.size)).toEqual([undefined, 7, undefined]);
  });
});
