import { afterAll, describe, expect, it } from "vitest";
import type { ContentSearch, ContentSearchPage } from "#contract/contentSearch.ts";
import { readContent } from "#server/oci/store/treeContent.ts";
import type { InspectedImage } from "../inspectedImage.ts";
import { dir, file, gone, type Member, openTestImages } from "../testImages.ts";
import { searchContent } from "./contentSearch.ts";
import { lineFinder, MOST_IN_FILE } from "./lineFinder.ts";

const images = openTestImages();
afterAll(images.close);

type Asked = Partial<ContentSearch> & { text: string };

/** `time`: how long each look at the clock takes. */
function page(image: InspectedImage, { how = "text", ...asked }: Asked, time = 0): ContentSearchPage {
  let now = 0;
  return searchContent(
    image,
    { how, ...asked },
    {
      read: (content, length) => readContent(images.store, content, 0, length),
      find: lineFinder(asked.text, how),
      now: () => {
        now += time;
        return now;
      },
    },
  );
}

const search = (layers: Member[][], asked: Asked) => page(images.image(layers), asked);
const places = ({ hits }: ContentSearchPage) => hits.map(({ path, layer, line }) => `${path}:${line} in ${layer}`);

describe("a search in the content of an image", () => {
  it("finds lines in all layers, and tells which the image still shows", () => {
    const layers = [[dir("etc"), file("etc/key", "a\r\nSecret=1\n"), file("b", "secret=2")], [gone("etc/key")]];
    const { hits } = search(layers, { text: "secret=" });
    expect(hits).toEqual([
      { path: "/etc/key", layer: 0, isShown: false, line: 2, excerpt: "Secret=1", start: 0, end: 7 },
      { path: "/b", layer: 0, isShown: true, line: 1, excerpt: "secret=2", start: 0, end: 7 },
    ]);
  });

  it("finds only what one layer stores, if that is asked for", () => {
    const layers = [[file("a", "x=1")], [file("b", "x=2")]];
    expect(places(search(layers, { text: "x=", layer: 1 }))).toEqual(["/b:1 in 1"]);
  });

  it("takes text as it is, and regular expressions line by line", () => {
    const layer = [file("a", "a.c\nabc\n")];
    expect(places(search([layer], { text: "a.c" }))).toEqual(["/a:1 in 0"]);
    expect(places(search([layer], { text: "^a.c$", how: "regex" }))).toEqual(["/a:1 in 0", "/a:2 in 0"]);
  });

  it("leaves binary files out, and shows bytes that are not UTF-8 as replacement characters", () => {
    const latin = { path: "latin", type: "file", text: Buffer.from("needle \xfc", "latin1") } as const;
    const layer = [file("bin", "needle\0needle"), latin];
    const found = search([layer], { text: "needle" });
    expect(places(found)).toEqual(["/latin:1 in 0"]);
    expect(found.hits[0]?.excerpt).toBe("needle \ufffd");
    expect(found).toMatchObject({ files: 1, binary: 1, done: 2, total: 2 });
  });

  it("cuts a long line around what fits", () => {
    const [hit] = search([[file("a", `${"x".repeat(5000)}needle${"y".repeat(5000)}`)]], { text: "needle" }).hits;
    expect(hit?.excerpt).toHaveLength(200);
    expect(hit?.excerpt.slice(hit.start, hit.end)).toBe("needle");
  });

  it("ends after its time, and goes on where it ended until all is done", () => {
    const image = images.image([Array.from({ length: 1200 }, (_, index) => file(`f${index}`, `needle ${index}`))]);
    const found: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const next: ContentSearchPage = page(image, { text: "needle", ...(after !== undefined && { after }) }, 1000);
      found.push(...places(next));
      expect(next).toMatchObject({ done: found.length, total: 1200 });
      after = next.next;
      pages += 1;
    } while (after !== undefined);
    expect(new Set(found).size).toBe(1200);
    expect(pages).toBe(3);
  });

  it("tells the first lines of a file in which every line fits", () => {
    const found = search([[file("a", "x\n".repeat(10_000))]], { text: "x" });
    expect(found.hits).toHaveLength(MOST_IN_FILE);
    expect(found.cut).toBe(1);
  });

  it("stops a regular expression that would never end", () => {
    const layer = [file("a", `${"a".repeat(60)}!`)];
    const started = performance.now();
    expect(() => search([layer], { text: "^(a+)+$", how: "regex" })).toThrow("takes more than 1 second");
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(places(search([layer], { text: "a!" }))).toEqual(["/a:1 in 0"]);
  });

  it("says what is wrong with a malformed one", () => {
    expect(() => search([[]], { text: "(", how: "regex" })).toThrow("Invalid regular expression");
  });
});
