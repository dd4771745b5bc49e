import type { LiveStep } from "#contract/buildProgress.ts";
import type { Stack, StackRow } from "#contract/image.ts";
import type { LayerFacts } from "#contract/imageFacts.ts";
import { formatAge } from "../../lib/formatAge.ts";
import { formatDuration } from "../../lib/formatDuration.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { factMessages as words } from "./factMessages.ts";
import type { PassingMount } from "./runMounts.ts";

/** A line of the table: a name and what it means, and its values. */
export interface FactRow {
  readonly name: string;
  readonly meaning?: string;
  readonly values: readonly string[];
  /** Of the value, on hover. */
  readonly exact?: string;
  /** The value is short: another fact fits beside it. */
  readonly isShort?: true;
}

export interface FactsInput {
  readonly stack: Stack;
  readonly layer: number;
  /** Undefined until they are known, and in a share. */
  readonly facts: LayerFacts | undefined;
  /** The step of the build that made the image. */
  readonly step: LiveStep | undefined;
  readonly mounts: readonly PassingMount[];
  /** In a share, nothing is known of other images. */
  readonly isShared: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Everything known about a layer, the sizes first. */
export function layerFactRows(input: FactsInput): FactRow[] {
  const row = rowOf(input.stack, input.layer);
  if (row?.layer === undefined) return [];
  const { diffId } = row.layer;
  return [
    ...sizeRows(row.layer, input),
    ...madeRow(row, input),
    ...mountRow(input.mounts),
    ...(input.isShared ? [] : otherRows(input.facts)),
    { name: words.diffId, meaning: words.diffIdDetail, values: [diffId] },
    ...(input.facts ? [{ name: words.chainId, meaning: words.chainIdDetail, values: [input.facts.chainId] }] : []),
  ];
}

/** The most important facts in one line. */
export function factsSummary({ stack, layer, step }: Pick<FactsInput, "stack" | "layer" | "step">): string {
  const slab = rowOf(stack, layer)?.layer;
  if (slab === undefined) return "";
  const { contentSize, contributed = contentSize } = slab;
  const took = tookWords(step, words.cached);
  return [
    formatSize(contentSize),
    ...(contributed === contentSize ? [] : [`${formatSize(contributed)} ${words.shown.toLowerCase()}`]),
    ...shareWords(stack, contentSize),
    ...(took === undefined ? [] : [took]),
  ].join(" · ");
}

type Slab = NonNullable<StackRow["layer"]>;

function sizeRows(slab: Slab, { stack, facts, isShared }: FactsInput): FactRow[] {
  const { contentSize, contributed, cumulative } = slab;
  const sized = (name: string, meaning: string, bytes: number): FactRow => {
    return { name, meaning, values: [formatSize(bytes)], exact: exactBytes(bytes), isShort: true };
  };
  return [
    sized(words.stored, words.storedDetail, contentSize),
    ...(contributed === undefined
      ? []
      : [
          contributed === contentSize
            ? {
                name: words.shown,
                meaning: words.shownDetail,
                values: [words.allShown],
                exact: exactBytes(contributed),
              }
            : sized(words.shown, words.shownDetail, contributed),
        ]),
    ...(cumulative === undefined ? [] : [sized(words.upToHere, words.upToHereDetail, cumulative)]),
    ...shareWords(stack, contentSize).map((share) => ({
      name: words.share,
      values: [words.shareOf(share)],
      isShort: true as const,
    })),
    ...(isShared ? [] : [compressedRow(facts?.compressed)]),
  ];
}

function compressedRow(compressed: LayerFacts["compressed"]): FactRow {
  if (compressed === undefined) return { name: words.compressed, values: [words.compressing] };
  const { size, how } = compressed;
  return { name: words.compressed, values: [`${formatSize(size)}, ${words.how[how]}`], exact: exactBytes(size) };
}

function madeRow({ created }: StackRow, { step, now }: FactsInput): FactRow[] {
  const age = created === undefined ? "" : formatAge(created, now);
  const values = [[age, tookWords(step, words.fromCache)].filter(Boolean).join(", ")].filter(Boolean);
  return values.length === 0 ? [] : [{ name: words.made, values, ...(created && { exact: created }) }];
}

function mountRow(mounts: readonly PassingMount[]): FactRow[] {
  return mounts.length === 0 ? [] : [{ name: words.notStored, values: mounts.map(words.mount) }];
}

function otherRows(facts: LayerFacts | undefined): FactRow[] {
  if (facts === undefined) return [];
  const { base, sharedWith } = facts;
  const { names, count } = sharedWith;
  const more = count > names.length ? [words.andMore(count - names.length)] : [];
  return [
    { name: words.base, meaning: words.baseDetail, values: [base.length === 0 ? words.noBase : base.join(", ")] },
    { name: words.sharedWith, values: [count === 0 ? words.noOther : [...names, ...more].join(", ")] },
  ];
}

function tookWords(step: LiveStep | undefined, cached: string): string | undefined {
  if (step?.state === "cached") return cached;
  if (step?.startedAt === undefined || step.finishedAt === undefined) return undefined;
  return words.took(formatDuration(step.finishedAt - step.startedAt));
}

/** Nothing if the image has no bytes. */
function shareWords({ rows }: Stack, bytes: number): string[] {
  const total = rows.reduce((sum, { layer }) => sum + (layer?.contentSize ?? 0), 0);
  if (total === 0) return [];
  const percent = (bytes / total) * 100;
  return [percent > 0 && percent < 1 ? "<1%" : `${Math.round(percent)}%`];
}

function rowOf({ rows }: Stack, layer: number): StackRow | undefined {
  return rows.find((row) => row.layer?.index === layer);
}
