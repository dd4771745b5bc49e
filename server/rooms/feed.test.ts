import { expect, it } from "vitest";
import { Feed } from "./feed.ts";

it("tells what changed several times once, together", async () => {
  const feed = new Feed();
  const taken = feed.take(new AbortController().signal);
  for (const what of ["ada", "bob", "ada"]) feed.changed(what);
  expect(await taken).toEqual(["ada", "bob"]);
});

it("ends with its listener", async () => {
  const gone = new AbortController();
  const taken = new Feed().take(gone.signal);
  gone.abort();
  expect(await taken).toEqual([]);
});
