import { splitBuildArguments } from "#contract/docker/buildArguments.ts";
import type { HistoryRow } from "#contract/image.ts";

/** Something of a row that is not plain from its text. */
export type Explanation =
  /** Its layer, counted from 1. */
  | { readonly about: "layer"; readonly number: number; readonly isNothing: boolean }
  | { readonly about: "no-layer"; readonly why: "configuration" | "surplus" }
  | { readonly about: "not-recorded" | "missing" | "nop" | "buildkit" | "shell" }
  | { readonly about: "arguments"; readonly names: readonly string[] };

/** What there is to explain of a row. `isNewest` has the image's ID, all others `<missing>`. */
export function explanationsOf(row: HistoryRow, isNewest: boolean): Explanation[] {
  const { createdBy } = row;
  const command = createdBy.replace(/^RUN /, "");
  const built = splitBuildArguments(command);
  const isNop = /\/bin\/sh -c #\(nop\)/.test(createdBy);
  return [
    layerOf(row),
    ...(createdBy === "" ? [{ about: "not-recorded" } as const] : []),
    ...(isNewest ? [] : [{ about: "missing" } as const]),
    ...(built ? [{ about: "arguments", names: built.names } as const] : []),
    ...(isNop ? [{ about: "nop" } as const] : []),
    ...(!isNop && /^(?:\|\d+ .*)?\/bin\/sh -c /s.test(command) ? [{ about: "shell" } as const] : []),
    ...(/# buildkit\s*$/.test(createdBy) ? [{ about: "buildkit" } as const] : []),
  ];
}

function layerOf({ layer, size, empty }: HistoryRow): Explanation {
  if (layer !== undefined) return { about: "layer", number: layer + 1, isNothing: size === 0 };
  return { about: "no-layer", why: empty === true ? "configuration" : "surplus" };
}
