import { expect, it } from "vitest";
import { settingsOfCaches, sharedCaches } from "./sharedCaches.ts";

it("shows a cache that is read and written as one row, and gives it back as it was", () => {
  const settings = {
    cacheFrom: [
      { type: "registry", ref: "example.com/cache" },
      { type: "local", name: "mine" },
    ],
    cacheTo: [{ type: "local", name: "mine", mode: "max" }],
  } as const;
  const rows = sharedCaches({ cacheFrom: [...settings.cacheFrom], cacheTo: [...settings.cacheTo] });
  expect(rows).toEqual([
    { type: "registry", place: "example.com/cache", isRead: true, isWritten: false, isWhole: false },
    { type: "local", place: "mine", isRead: true, isWritten: true, isWhole: true },
  ]);
  expect(settingsOfCaches(rows)).toEqual(settings);
});

it("keeps nothing of a row without a place", () => {
  const row = { type: "local", place: "", isRead: true, isWritten: true, isWhole: false } as const;
  expect(settingsOfCaches([row])).toEqual({});
});
