import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { type EditedModel, positionAtFlat, withLineFeeds } from "./lineFeedText.ts";
import { bindText, type FlatSelection } from "./textBinding.ts";
import { createTextModel } from "./textModelFixture.ts";

/** One person's page: a document, the model of one file, and a caret that moves as they type. */
class Page {
  readonly doc = new Y.Doc();
  readonly text = this.doc.getText("file");
  readonly model: EditedModel;
  readonly unbind: () => void;
  selection: FlatSelection = { anchor: 0, head: 0 };

  constructor(eol: "\n" | "\r\n" = "\n", start?: Uint8Array) {
    if (start) Y.applyUpdate(this.doc, start);
    this.model = createTextModel(`x${eol}y`);
    const carets = {
      read: () => [this.selection],
      write: ([selection = this.selection]: readonly FlatSelection[]) => {
        this.selection = selection;
      },
    };
    this.unbind = bindText({ text: this.text, model: this.model, carets }).unbind;
  }

  get shown(): string {
    return withLineFeeds(this.model.getValue());
  }

  replace(from: number, to: number, text: string): void {
    const [start, end] = [positionAtFlat(this.model, from), positionAtFlat(this.model, to)];
    const range = {
      startLineNumber: start.lineNumber,
      startColumn: start.column,
      endLineNumber: end.lineNumber,
      endColumn: end.column,
    };
    this.model.pushEditOperations(null, [{ range, text }], () => null);
  }

  /** Types at the caret. */
  type(text: string): void {
    const { head } = this.selection;
    this.replace(head, head, text);
    this.selection = { anchor: head + text.length, head: head + text.length };
  }
}

/** Brings all that each has to all others. */
function meet(...pages: readonly Page[]): void {
  for (const to of pages)
    for (const from of pages) {
      if (from !== to) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)));
    }
}

/** Pages of people who have the same text. */
function pagesWith(text: string, ...eols: ("\n" | "\r\n")[]): Page[] {
  const doc = new Y.Doc();
  doc.getText("file").insert(0, text);
  return eols.map((eol) => new Page(eol, Y.encodeStateAsUpdate(doc)));
}

const pair = (text: string): [Page, Page] => {
  const [ana, teacher] = pagesWith(text, "\n", "\n");
  if (!ana || !teacher) throw new Error("there are two");
  return [ana, teacher];
};

const caretAt = (offset: number): FlatSelection => ({ anchor: offset, head: offset });

describe("two pages that share a text", () => {
  it("begin with the shared text, whatever the models had", () => {
    const [ana] = pair("FROM busybox\n");
    expect(ana.shown).toBe("FROM busybox\n");
  });

  it("are equal after any edits on both sides, whatever their lines end with", () => {
    const edit = fc.record({
      page: fc.nat(2),
      at: fc.nat(),
      length: fc.nat(6),
      text: fc.string({ unit: fc.constantFrom("a", "b", "\n", "\r\n", "é", "😀"), maxLength: 4 }),
      meets: fc.boolean(),
      undoes: fc.constantFrom<"undo" | "redo" | undefined>(undefined, undefined, undefined, "undo", "redo"),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
        const pages = pagesWith("FROM busybox\nRUN true\n", "\n", "\r\n", "\n");
        for (const { page, at, length, text, meets, undoes } of edits) {
          const here = pages[page];
          if (!here) continue;
          const from = at % (here.shown.length + 1);
          if (undoes) void here.model[undoes]();
          else here.replace(from, Math.min(from + length, here.shown.length), text);
          expect(here.shown).toBe(here.text.toString());
          if (meets) meet(...pages);
        }
        meet(...pages);
        const texts = pages.map(({ shown }) => shown);
        expect(texts).toEqual(pages.map(() => pages[0]?.text.toString()));
      }),
      { numRuns: 150 },
    );
  });

  it("keep what both typed into one line at once, and mix no letters of theirs", () => {
    const [ana, teacher] = pair("RUN ");
    ana.selection = caretAt(4);
    teacher.selection = caretAt(4);
    for (const index of [0, 1, 2, 3]) {
      ana.type("make"[index] ?? "");
      teacher.type("true"[index] ?? "");
      meet(ana, teacher);
    }
    expect(ana.shown).toBe(teacher.shown);
    expect(["RUN maketrue", "RUN truemake"]).toContain(ana.shown);
  });

  it("leave each other's carets between the same characters", () => {
    const [ana, teacher] = pair("RUN echo hello");
    ana.selection = caretAt(8);
    teacher.replace(0, 0, "FROM busybox\n");
    teacher.replace(22, 27, "bye");
    meet(ana, teacher);
    expect(ana.selection).toEqual(caretAt(21));
    expect(ana.shown).toBe("FROM busybox\nRUN echo bye");
  });

  it("don't widen a selection by what is typed at its ends", () => {
    const [ana, teacher] = pair("RUN echo hello");
    ana.selection = { anchor: 8, head: 4 };
    teacher.replace(8, 8, "!");
    teacher.replace(4, 4, "<");
    meet(ana, teacher);
    expect(ana.selection).toEqual({ anchor: 9, head: 5 });
  });

  it("undo only what was typed on their own page, and put the caret there", () => {
    const [ana, teacher] = pair("FROM busybox\n");
    ana.replace(13, 13, "RUN true\n");
    meet(ana, teacher);
    teacher.replace(0, 0, "# hi\n");
    meet(ana, teacher);
    void ana.model.undo();
    expect(ana.shown).toBe("# hi\nFROM busybox\n");
    expect(ana.selection).toEqual(caretAt(18));
    void ana.model.redo();
    meet(ana, teacher);
    expect(teacher.shown).toBe("# hi\nFROM busybox\nRUN true\n");
  });

  it("send nothing back of what they take", () => {
    const [ana, teacher] = pair("FROM busybox\n");
    let sent = 0;
    ana.doc.on("update", (_update: Uint8Array, origin: unknown) => {
      if (origin !== "network") sent += 1;
    });
    teacher.replace(0, 4, "from");
    Y.applyUpdate(ana.doc, Y.encodeStateAsUpdate(teacher.doc), "network");
    expect([ana.shown, sent]).toEqual(["from busybox\n", 0]);
  });

  it("take out what is not text, and line ends of two characters, from other programs", () => {
    const [ana, teacher] = pair("FROM busybox\n");
    teacher.unbind();
    teacher.text.insert(4, "\r\n");
    teacher.text.insertEmbed(2, { image: "x" });
    meet(ana, teacher);
    expect(ana.shown).toBe("FROM\n busybox\n");
    expect(ana.text.toString()).toBe(ana.shown);
    expect(ana.text.length).toBe(ana.shown.length);
  });

  it("stay as they are when the sharing ends, and undo in the editor again", () => {
    const [ana, teacher] = pair("FROM busybox\n");
    teacher.replace(0, 0, "# hi\n");
    meet(ana, teacher);
    ana.unbind();
    ana.replace(0, 0, "!");
    meet(ana, teacher);
    expect(teacher.shown).toBe("# hi\nFROM busybox\n");
    void ana.model.undo();
    expect(ana.shown).toBe("# hi\nFROM busybox\n");
  });
});
