import type { Position, Range } from "#contract/range.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import type { LanguageEnvironment } from "../languageEnvironment.ts";

/** What the parts of the completion ask. */
export interface CompletionQuery {
  readonly dockerfile: Dockerfile;
  readonly position: Position;
  readonly environment: LanguageEnvironment;
  /** Whether more than a part of the word at the cursor follows in the line. */
  readonly hasTextAfter: boolean;
  /** The range from a character so many before the cursor to the cursor. */
  readonly rangeBack: (length: number) => Range;
}
