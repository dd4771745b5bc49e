import { beforeEach, expect, it, vi } from "vitest";
import { dropHeld, heldDraft, holdDraft } from "./heldDraft.ts";
import { EMPTY_WORKSPACE } from "./workspace.ts";

const draft = { content: { ...EMPTY_WORKSPACE, name: "typed" }, base: EMPTY_WORKSPACE, revision: 3 };

/** Characters that the storage of the tab has room for. */
let room = 10_000;

beforeEach(() => {
  room = 10_000;
  const items = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > room) throw new Error("QuotaExceededError");
      items.set(key, value);
    },
    removeItem: (key: string) => items.delete(key),
  });
});

it("gives the next page of the tab what was typed last, until it is dropped", () => {
  holdDraft("tab-a", "w", draft);
  expect(heldDraft("tab-a", "w")?.draft).toEqual(draft);
  expect(heldDraft("tab-a", "other")).toBeUndefined();
  dropHeld("w");
  expect(heldDraft("tab-a", "w")).toBeUndefined();
});

it("gives a duplicate of the tab nothing: the draft is still the other's", () => {
  holdDraft("tab-a", "w", draft);
  expect(heldDraft("tab-b", "w")).toBeUndefined();
});

it("leaves no older draft behind if there is no room for the new one", () => {
  holdDraft("tab-a", "w", draft);
  room = 10;
  holdDraft("tab-a", "w", draft);
  expect(heldDraft("tab-a", "w")).toBeUndefined();
});
