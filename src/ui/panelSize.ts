/** Pixels, or a share of the panes around it. */
export type PanelSize = number | `${number}%`;

/** How large a panel is, and whether it is folded: a fold keeps the size. */
export interface KeptSize {
  readonly size: PanelSize;
  readonly folded: boolean;
}

export interface PanelLimits {
  /** Pixels. */
  readonly least: number;
  readonly most: number;
  /** Pixels left of it when it is folded; absent if it can't be. */
  readonly fold?: number | undefined;
}

/** What a panel becomes that somebody drags, or moves by key, to a number of pixels. */
export function resized(
  before: KeptSize,
  wanted: number,
  around: number,
  { least, most, fold }: PanelLimits,
): KeptSize {
  const isGrowing = before.folded && fold !== undefined && wanted > fold;
  if (fold !== undefined && wanted < least / 2 && !isGrowing) return { ...before, folded: true };
  const pixels = Math.round(Math.min(most, Math.max(least, wanted)));
  const isShare = typeof before.size === "string" && around > 0;
  return { size: isShare ? `${Math.round((pixels / around) * 1000) / 10}%` : pixels, folded: false };
}

const isSize = (value: unknown): value is PanelSize =>
  typeof value === "number"
    ? value >= 0 && value < 100_000
    : typeof value === "string" && /^\d{1,3}(\.\d+)?%$/.test(value);

export const isKeptSize = (value: unknown): value is KeptSize =>
  typeof value === "object" &&
  value !== null &&
  "size" in value &&
  isSize(value.size) &&
  "folded" in value &&
  typeof value.folded === "boolean";
