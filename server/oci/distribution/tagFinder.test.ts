import { describe, expect, it } from "vitest";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { orderTags } from "./orderTags.ts";
import { startRegistry } from "./registryFixture.ts";
import { TagFinder } from "./tagFinder.ts";

describe("the tags of a repository", () => {
  it("are in a useful order", () => {
    expect(
      orderTags(["3.9-slim", "bookworm", "3.13", "latest", "3.9", "slim", "3.13-slim-bookworm", "3.13"], 6),
    ).toEqual([...["latest", "slim", "3.13", "3.9", "3.9-slim", "3.13-slim-bookworm"]]);
  });

  async function finderOf(answer: string, options: { now?: () => number } = {}) {
    const registry = await startRegistry();
    registry.intercept = ({ url = "" }, response) => {
      if (!url.endsWith("/tags/list")) return false;
      response.end(answer);
      return true;
    };
    const finder = new TagFinder({ settings: { mirrors: [registry.url], allowPrivate: true }, ...options });
    const asked = () => registry.seen.filter(({ path }) => path === "/v2/library/python/tags/list").length;
    return { registry, finder, asked };
  }

  it("are requested from the mirror, and cached for a while", async () => {
    let now = 0;
    const { finder, asked } = await finderOf('{"name": "x", "tags": ["3", "latest"]}', { now: () => now });
    const python = requireReference("python");
    expect(await Promise.all([finder.find(python), finder.find(python)])).toEqual([
      ["latest", "3"],
      ["latest", "3"],
    ]);
    expect(await finder.find(requireReference("python:3.9"))).toEqual(["latest", "3"]);
    expect(asked()).toBe(1);
    now = 700_000;
    await finder.find(python);
    expect(asked()).toBe(2);
  });

  it("show whether a tag exists, if all of them are known", async () => {
    const { finder, asked } = await finderOf('{"name": "x", "tags": ["3", "latest"]}');
    const has = await Promise.all(["python:3", "python", "python:4"].map((name) => finder.has(requireReference(name))));
    expect(has).toEqual([true, true, false]);
    expect(asked()).toBe(1);
    const { finder: silent } = await finderOf("nonsense");
    expect(await silent.has(requireReference("python:3"))).toBeUndefined();
  });

  describe("in pages", () => {
    async function pagesOf(links: readonly string[]) {
      const registry = await startRegistry();
      registry.intercept = ({ url = "" }, response) => {
        const page = Number(new URL(url, registry.url).searchParams.get("page") ?? 0);
        const link = links[page % links.length];
        if (link === "broken") response.destroy();
        else {
          if (link !== undefined) response.setHeader("link", link.replaceAll("NEXT", String(page + 1)));
          response.end(JSON.stringify({ tags: [`p${page}`] }));
        }
        return true;
      };
      const finder = new TagFinder({ settings: { mirrors: [], allowPrivate: true } });
      const tags = await finder.find(requireReference(`${registry.host}/a`));
      const hasOther = await finder.has(requireReference(`${registry.host}/a:other`));
      return { registry, tags, hasOther };
    }

    it("are read to the last page", async () => {
      const { tags, hasOther } = await pagesOf([
        '</v2/a/tags/list?page=NEXT>; rel="next"',
        "<?page=NEXT>; rel=next",
        "",
      ]);
      expect(tags).toEqual(["p2", "p1", "p0"]);
      expect(hasOther).toBe(false);
    });

    it("are those before a failed page", async () => {
      const { tags, hasOther } = await pagesOf(["<?page=NEXT>; rel=next", "broken"]);
      expect(tags).toEqual(["p0"]);
      expect(hasOther).toBeUndefined();
    });

    it("are limited, and requested from no other host", async () => {
      const { registry, tags } = await pagesOf(["<http://other.example/v2/b/tags/list?page=NEXT>; rel=next"]);
      expect(tags).toHaveLength(20);
      expect(new Set(registry.seen.map(({ path }) => path.split("?")[0]))).toEqual(new Set(["/v2/a/tags/list"]));
    });
  });

  it.each(["nonsense", '{"tags": "x"}', '{"tags": [1]}', "[]", `{"tags": ["${"x".repeat(5_000_000)}"]}`])(
    "are unknown if a registry's answer is not a list",
    async (answer) => {
      const { registry, finder } = await finderOf(answer);
      expect(await finder.find(requireReference(`${registry.host}/a`))).toBeUndefined();
    },
  );

  it("are not requested in a private network, unless the operator allows it", async () => {
    const registry = await startRegistry();
    const finder = new TagFinder({ settings: { mirrors: [] } });
    expect(await finder.find(requireReference(`${registry.host}/a`))).toBeUndefined();
    expect(registry.seen).toEqual([]);
  });
});
