import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problem } from "#contract/problem.ts";
import { refused } from "../../api/result.ts";
import { heldEntries, VIEW } from "./entriesFixture.ts";
import { EntriesTree } from "./entriesTree.ts";
import { entryRows } from "./entryRows.ts";
import { KEPT_PAGES, PAGE } from "./listing.ts";
import { selectedEntry, shownTree } from "./treeState.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const many = Array.from({ length: 12_000 }, (_, index) => `/many/f${String(index).padStart(5, "0")}`);

function openTree(paths: readonly string[]) {
  const { get, questions } = heldEntries(paths);
  const tree = new EntriesTree(get, VIEW);
  const settle = async () => void (await vi.advanceTimersByTimeAsync(100));
  const answerAll = async () => {
    for (let next = questions.shift(); next; next = questions.shift()) {
      next.answer();
      await settle();
    }
  };
  const rows = () => {
    const { listing, turned } = tree.store.getState();
    return listing && entryRows(shownTree(listing, turned));
  };
  return { tree, questions, settle, answerAll, rows };
}

describe("a tree of files", () => {
  it("shows the old files until the new ones are there, and never an answer that was overtaken", async () => {
    const { tree, questions, settle, answerAll } = openTree(["/a", "/b"]);
    tree.open();
    await answerAll();
    const { listing } = tree.store.getState();
    tree.ask({ ...VIEW, sort: "size" });
    tree.ask({ ...VIEW, sort: "change" });
    expect(questions.map(({ asked, signal }) => [asked.sort, signal.aborted])).toEqual([
      ["size", true],
      ["change", false],
    ]);
    questions[0]?.answer();
    await settle();
    expect(tree.store.getState()).toMatchObject({ listing, asking: { phase: "loading" } });
    questions[1]?.answer();
    await settle();
    expect(tree.store.getState().listing?.view.sort).toBe("change");
    expect(tree.store.getState().asking.phase).toBe("done");
  });

  it("waits for a rest in typing", async () => {
    const { tree, questions, settle, answerAll } = openTree(["/a"]);
    tree.open();
    await answerAll();
    for (const find of ["p", "py", "pyc"]) tree.ask({ ...VIEW, find });
    expect(questions).toEqual([]);
    await settle();
    expect(questions.map(({ asked }) => asked.find)).toEqual(["pyc"]);
  });

  it("keeps some thousand entries, however far a person scrolls, and where they are", async () => {
    const { tree, answerAll, rows, settle } = openTree(many);
    tree.open();
    await answerAll();
    tree.select("/many/f00003");
    for (let from = 0; from < 12_000; from += 500) {
      tree.see({ from, to: from + 50 });
      await settle();
      await answerAll();
    }
    const pages = tree.store.getState().listing?.folders.get("/many")?.pages;
    expect(pages?.size).toBeLessThanOrEqual(KEPT_PAGES);
    expect(rows()?.length).toBe(12_001);
    expect(rows()?.at(11_501)?.entry).toBeDefined();
    expect(rows()?.indexOf("/many/f00003")).toBe(4);
    expect(selectedEntry(tree.store.getState())?.path).toBe("/many/f00003");
  });

  it("cancels pages that were scrolled past", async () => {
    const { tree, questions, answerAll, settle } = openTree(many);
    tree.open();
    await answerAll();
    tree.see({ from: 4050, to: 4090 });
    await settle();
    tree.see({ from: 8050, to: 8090 });
    await settle();
    expect(questions.map(({ asked, signal }) => [asked.from, signal.aborted])).toEqual([
      [Math.floor(4050 / PAGE) * PAGE, true],
      [Math.floor(8050 / PAGE) * PAGE, false],
    ]);
  });

  it("goes to the last row before it is there, and knows it then", async () => {
    const { tree, answerAll, rows, settle } = openTree(many);
    tree.open();
    await answerAll();
    tree.select(rows()?.at(12_000)?.key ?? "");
    expect(selectedEntry(tree.store.getState())).toBeUndefined();
    tree.see({ from: 11_960, to: 12_001 });
    await settle();
    await answerAll();
    expect(tree.store.getState().selected).toBe("/many/f11999");
  });

  it("opens folders and closes them, and what was open stays so in another order", async () => {
    const paths = [...many, "/srv/one", "/srv/two"];
    const { tree, answerAll, rows } = openTree(paths);
    tree.open();
    await answerAll();
    tree.turn("/srv", true);
    await answerAll();
    expect(rows()?.length).toBe(4);
    tree.ask({ ...VIEW, sort: "size" });
    await answerAll();
    expect(rows()?.length).toBe(4);
    tree.turn("/srv", false);
    expect(rows()?.length).toBe(2);
    tree.openSiblings("/srv");
    await answerAll();
    expect(rows()?.length).toBe(12_004);
  });

  it("says what is wrong, keeps what it shows, and can be asked again", async () => {
    const { tree, questions, settle, answerAll, rows } = openTree(["/a"]);
    tree.open();
    await answerAll();
    tree.ask({ ...VIEW, how: "regex" });
    questions.shift()?.answer(refused(problem("request/pattern", "Unterminated group.")));
    await settle();
    expect(tree.store.getState().asking).toMatchObject({ phase: "failed", problem: { code: "request/pattern" } });
    expect(rows()?.length).toBe(1);
    tree.retry();
    await answerAll();
    expect(tree.store.getState().asking.phase).toBe("done");
  });

  it("asks again only if there is another version", async () => {
    const { tree, questions, answerAll } = openTree(["/a"]);
    tree.open("1");
    await answerAll();
    tree.rest();
    tree.open("1");
    expect(questions).toHaveLength(0);
    tree.open("2");
    expect(questions).toHaveLength(1);
  });
});
