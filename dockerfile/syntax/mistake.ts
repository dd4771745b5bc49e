import type { Diagnostic, Fix } from "#contract/diagnostic.ts";
import type { Range } from "#contract/range.ts";

/**
 * Something BuildKit rejects. `phase` is when it would: it reads the whole text (syntax), then every instruction
 * (instruction), then resolves stages and runs through them (stage). The first mistake of the earliest phase is its error.
 */
export interface Mistake {
  readonly kind: "mistake";
  readonly phase: "syntax" | "instruction" | "stage";
  readonly code: string;
  readonly message: string;
  readonly range: Range;
  readonly next?: string;
  /** The intended word, if it can be guessed. */
  readonly fix?: Fix;
}

export function isMistake(value: unknown): value is Mistake {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "mistake";
}

export function mistakeDiagnostic(mistake: Mistake): Diagnostic {
  return {
    range: mistake.range,
    severity: "error",
    code: mistake.code,
    source: "dockerfile",
    message: mistake.message,
    ...(mistake.next === undefined ? {} : { next: mistake.next }),
    ...(mistake.fix === undefined ? {} : { fixes: [mistake.fix] }),
  };
}
