import type { LiveStep } from "#contract/buildProgress.ts";
import type { Stack, StackRow } from "#contract/image.ts";
import { missSentence } from "#contract/missWords.ts";
import type { Link } from "../../state/selection/selectionLinks.ts";
import { messages } from "./messages.ts";
import { withShares } from "./rowShares.ts";
import { rowText, type StrataRow } from "./strataRow.ts";

interface StackRowsInput {
  readonly stack: Stack;
  readonly links: readonly Link[];
  /** The steps of the build that made the image, if known: they say what was cached. */
  readonly steps: readonly LiveStep[];
  readonly expanded: boolean;
}

/** The rows of a finished image, base first: the base image's layers as one slab, expandable if there are several. */
export function rowsOfStack({ stack, links, steps, expanded }: StackRowsInput): StrataRow[] {
  const linkByRow = new Map(links.flatMap((link) => link.rows.map((position) => [position, link.id] as const)));
  const stepById = new Map(steps.map((step) => [step.id, step]));
  const base = stack.rows.flatMap((row, position) => (row.base ? [position] : []));
  const firstOwn = base.length === 0 ? 0 : base.length;
  const rows: StrataRow[] = baseRows(stack, base, linkByRow, expanded);
  if (base.length === 0) rows.push(...scratchRow(links, steps));
  for (const [offset, row] of stack.rows.slice(firstOwn).entries()) {
    if (row.instruction === "FROM" && !row.layer) continue;
    const link = linkByRow.get(firstOwn + offset);
    rows.push(ownRow(row, firstOwn + offset, link, stepById.get(row.provenance?.step ?? "")));
  }
  return withShares(rows);
}

function ownRow(row: StackRow, position: number, link: string | undefined, step: LiveStep | undefined): StrataRow {
  const common = {
    key: link ?? `row:${position}`,
    ...(link === undefined ? {} : { link }),
    instruction: row.instruction,
    text: rowText(row.instruction, row.text),
    state: "built" as const,
    cached: step?.state === "cached",
    ...(step?.cacheMiss ? { missReason: missSentence(step.cacheMiss) } : {}),
  };
  if (!row.layer) return { ...common, kind: "config", dead: 0 };
  const { index, contentSize, dead, added, changed, deleted, contributed, cumulative } = row.layer;
  return {
    ...common,
    kind: "slab",
    size: contentSize,
    dead,
    layer: index,
    changes: { added, changed, deleted },
    ...(contributed !== undefined &&
      cumulative !== undefined && { sums: { shown: contributed, upToHere: cumulative } }),
  };
}

function baseRows(stack: Stack, base: number[], linkByRow: Map<number, string>, expanded: boolean): StrataRow[] {
  const [first] = base;
  if (first === undefined) return [];
  const rows = base.flatMap((position) => {
    const row = stack.rows[position];
    return row ? [{ row, position }] : [];
  });
  const layers = rows.flatMap(({ row }) => (row.layer ? [row.layer] : []));
  const link = linkByRow.get(first);
  const [only] = layers;
  const group: StrataRow = {
    key: link ?? "base",
    kind: "slab",
    ...(link === undefined ? {} : { link }),
    instruction: "FROM",
    text: stack.baseName ?? messages.baseImage,
    state: "built",
    cached: false,
    size: sum(layers.map((layer) => layer.contentSize)),
    dead: sum(layers.map((layer) => layer.dead)),
    baseLayers: layers.length,
    expanded: expanded && layers.length > 1,
    ...(only && layers.length === 1 ? { layer: only.index } : {}),
  };
  if (!group.expanded) return [group];
  return [group, ...rows.map(({ row, position }) => baseChild(row, position, link))];
}

function baseChild(row: StackRow, position: number, link: string | undefined): StrataRow {
  const { link: _own, cached: _cached, ...plain } = ownRow(row, position, undefined, undefined);
  return { ...plain, key: `base:${position}`, cached: false, inBase: true, ...(link === undefined ? {} : { link }) };
}

/** An image from scratch has no base. A thin row says so, because a line of the Dockerfile does. */
function scratchRow(links: readonly Link[], steps: readonly LiveStep[]): StrataRow[] {
  const from = steps.findLast((step) => step.instruction === "FROM" && / scratch\b/i.test(step.title));
  const link = from && links.find((one) => one.imageStep === from.id);
  if (!link) return [];
  return [
    {
      key: link.id,
      kind: "config",
      link: link.id,
      instruction: "FROM",
      text: messages.scratch,
      state: "built",
      cached: false,
      dead: 0,
    },
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
