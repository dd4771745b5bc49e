import { describe, expect, it } from "vitest";
import type { Link } from "../../state/selection/selectionLinks.ts";
import type { SlabPlace } from "../../state/selection/selectionSlabs.ts";
import { planSeams } from "./planSeams.ts";

const links: Link[] = [
  { id: "from", instruction: "FROM", lines: { start: 0, end: 0 }, rows: [0, 1] },
  { id: "run", instruction: "RUN", lines: { start: 1, end: 3 }, rows: [2] },
  { id: "env", instruction: "ENV", lines: { start: 4, end: 4 }, rows: [3] },
  { id: "gone", instruction: "RUN", rows: [4] },
];
const place = (key: string, link: string, rock: string | undefined, top: number, bottom: number): SlabPlace => ({
  key,
  link,
  rock,
  top,
  bottom,
});
const places = [
  place("from", "from", "from", 100, 180),
  place("base:1", "from", "from", 184, 220),
  place("run", "run", "run", 224, 300),
  place("env", "env", undefined, 304, 326),
  place("gone", "gone", "run", 330, 360),
];

function plan(more: { scroll?: number; strong?: string; bottom?: number } = {}) {
  const { scroll = 0, strong, bottom = 800 } = more;
  return planSeams({
    links,
    slabs: { top: 90, bottom, places },
    editor: {
      view: { top: 50, bottom: 600 },
      lineTop: (line) => 50 + line * 22 - scroll,
      lineBottom: (line) => 72 + line * 22 - scroll,
    },
    origin: 50,
    width: 64,
    isStrong: (link) => link === strong,
  });
}

describe("seams", () => {
  it("are ribbons to slabs and threads to rows without a layer", () => {
    expect(plan().map(({ link, rock }) => [link, rock])).toEqual([
      ["from", "from"],
      ["run", "run"],
      ["env", undefined],
    ]);
  });

  it("start at the instruction's lines and end at its slab", () => {
    const run = plan().find(({ link }) => link === "run");
    expect(run?.path).toBe("M0 22C32 22 32 174 64 174V250C32 250 32 88 0 88Z");
  });

  it("end at all rows of the base image together", () => {
    const from = plan().find(({ link }) => link === "from");
    expect(from?.path).toContain("64 50V170");
  });

  it("are left out if the lines changed, or either end is scrolled out of view", () => {
    expect(plan().some(({ link }) => link === "gone")).toBe(false);
    expect(plan({ scroll: 44 }).some(({ link }) => link === "from")).toBe(false);
    expect(plan({ bottom: 230 }).map(({ link }) => link)).toEqual(["from", "run"]);
  });

  it("are clipped if one end is partly scrolled out of view", () => {
    expect(plan({ scroll: 44 }).find(({ link }) => link === "run")?.path).toMatch(/^M0 0C/);
  });

  it("are on top of others if they are strong", () => {
    expect(plan({ strong: "from" }).at(-1)).toMatchObject({ link: "from", strong: true });
  });
});
