import { describe, expect, it } from "vitest";
import { requireReference } from "#server/images/reference.ts";
import { orderTags } from "./orderTags.ts";
import { startRegistry } from "./registryFixture.ts";
import { TagFinder } from "./tagFinder.ts";

describe("the tags of a repository", () => {
  it("stand in the order in which one wants them", () => {
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

  it("are asked of the mirror, once in a while", async () => {
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

  it.each(["nonsense", '{"tags": "x"}', '{"tags": [1]}', "[]", `{"tags": ["${"x".repeat(5_000_000)}"]}`])(
    "are none where a registry answers with what is no list",
    async (answer) => {
      const { registry, finder } = await finderOf(answer);
      expect(await finder.find(requireReference(`${registry.host}/a`))).toBeUndefined();
    },
  );

  it("are not asked for in a private network, unless the operator allows it", async () => {
    const registry = await startRegistry();
    const finder = new TagFinder({ settings: { mirrors: [] } });
    expect(await finder.find(requireReference(`${registry.host}/a`))).toBeUndefined();
    expect(registry.seen).toEqual([]);
  });
});
