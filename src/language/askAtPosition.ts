import type { Position } from "#contract/range.ts";
import { complete } from "#dockerfile/services/completion/complete.ts";
import { hover } from "#dockerfile/services/hover/hover.ts";
import type { LanguageEnvironment } from "#dockerfile/services/languageEnvironment.ts";
import type { CompletionItem, Hover } from "#dockerfile/services/lsp.ts";
import { parseOnce } from "./parseOnce.ts";

export interface PlaceInput {
  readonly text: string;
  readonly position: Position;
  readonly environment: LanguageEnvironment;
}

export function completeAt({ text, position, environment }: PlaceInput): readonly CompletionItem[] {
  return complete(parseOnce(text), position, environment);
}

export function hoverAt({ text, position, environment }: PlaceInput): Hover | undefined {
  return hover(parseOnce(text), position, environment);
}
