import { describe, expect, it } from "vitest";
import { answerOf, VIEW } from "./entriesFixture.ts";
import { entryRows } from "./entryRows.ts";
import { emptyListing, type Listing, openFolders, PAGE, putPage } from "./listing.ts";
import { missingPages } from "./missingPages.ts";

const many = Array.from({ length: 1000 }, (_, index) => `/many/f${String(index).padStart(4, "0")}`);
const nothing = new Map<string, boolean>();

/** With these pages of folders, as far as they are on the server. */
function listing(
  paths: readonly string[],
  turned: ReadonlyMap<string, boolean>,
  ...pages: [string, number][]
): Listing {
  return pages.reduce((known, [folder, page]) => {
    const answer = answerOf(paths, { folder, from: page * PAGE, limit: PAGE });
    return putPage(known, { folder, page }, answer, { isOpen: openFolders(known, turned), isPinned: () => true });
  }, emptyListing(VIEW));
}

function rowsOf(known: Listing, turned: ReadonlyMap<string, boolean> = nothing) {
  const tree = { listing: known, isOpen: openFolders(known, turned) };
  const rows = entryRows(tree);
  const all = Array.from({ length: rows.length }, (_, index) => rows.at(index));
  return { tree, rows, words: all.map((row) => `${" ".repeat(row?.depth ?? 0)}${row?.entry ? row.label : "…"}`) };
}

describe("the rows of a tree of files", () => {
  it("unfold all folders of a few files, each once it is there", () => {
    const paths = ["/app/a", "/app/lib/b", "/new"];
    const root = listing(paths, nothing, ["/", 0]);
    expect(rowsOf(root).words).toEqual(["/app", "/new"]);
    const { tree, rows } = rowsOf(root);
    expect(missingPages(tree, rows, { from: 0, to: 9 })).toEqual([{ folder: "/app", page: 0 }]);
    const all = listing(paths, nothing, ["/", 0], ["/app", 0], ["/app/lib", 0]);
    expect(rowsOf(all).words).toEqual(["/app", " lib/b", " a", "/new"]);
  });

  it("stay folded if there are many, but for a folder that is alone", () => {
    const alone = listing(many, nothing, ["/", 0], ["/many", 0]);
    expect(rowsOf(alone).words.slice(0, 2)).toEqual(["/many", " f0000"]);
    const beside = listing([...many, "/other"], nothing, ["/", 0]);
    expect(rowsOf(beside).words).toEqual(["/many", "/other"]);
  });

  it("join folders that hold nothing but each other, and not a file that would hide how to close them", () => {
    const paths = [...many, "/usr/share/doc/a", "/usr/share/doc/b", "/var/one"];
    const turned = new Map(["/usr", "/usr/share", "/usr/share/doc", "/var"].map((path) => [path, true]));
    const known = listing(
      paths,
      turned,
      ["/", 0],
      ...["/usr", "/usr/share", "/usr/share/doc", "/var"].map((folder): [string, number] => [folder, 0]),
    );
    expect(rowsOf(known, turned).words).toEqual(["/many", "/usr/share/doc", " a", " b", "/var", " one"]);
    const closed = new Map(turned).set("/usr/share/doc", false);
    expect(rowsOf(known, closed).words).toEqual(["/many", "/usr/share/doc", "/var", " one"]);
  });

  it("hold the place of what is not there yet, and ask for what is in view only", () => {
    const turned = new Map([["/many", true]]);
    const known = listing([...many, "/other"], turned, ["/", 0], ["/many", 0]);
    const { tree, rows, words } = rowsOf(known, turned);
    expect(rows.length).toBe(1002);
    expect(words[PAGE]).toBe(" f0199");
    expect(words[PAGE + 1]).toBe(" …");
    expect(words.at(-1)).toBe("/other");
    expect(missingPages(tree, rows, { from: 390, to: 430 })).toEqual([
      { folder: "/many", page: 1 },
      { folder: "/many", page: 2 },
    ]);
  });

  it("know their place among all that is in the folder, and the way back to them", () => {
    const turned = new Map([["/many", true]]);
    const { rows } = rowsOf(listing([...many, "/other"], turned, ["/", 0], ["/many", 0], ["/many", 4]), turned);
    const last = rows.at(1000);
    expect(last).toMatchObject({ key: "/many/f0999", depth: 1, place: { position: 1000, count: 1000 } });
    expect(rows.indexOf("/many/f0999")).toBe(1000);
    expect(rows.indexOf(rows.at(500)?.key ?? "")).toBe(500);
    expect(rows.parentOf(1000)).toBe(0);
    expect(rows.parentOf(1001)).toBe(-1);
    expect(rows.indexOf("/gone")).toBe(-1);
  });

  it("cost nothing as long as nobody sees them, however many there are", () => {
    const known = listing(many, nothing, ["/", 0]);
    const folders = new Map(known.folders).set("/many", { total: 1e9, pages: new Map(), open: new Map() });
    const rows = entryRows({ listing: { ...known, folders }, isOpen: () => true });
    expect(rows.length).toBe(1_000_000_001);
    expect(rows.at(999_999_999)?.place).toEqual({ position: 999_999_999, count: 1e9 });
  });
});
