import type { Mistake } from "../syntax/mistake.ts";
import type { InstructionName, InstructionOf } from "./instruction.ts";
import type { InstructionInput } from "./instructionInput.ts";

/** A flag that an instruction takes. `list` may be given more than once. */
export interface FlagDefinition {
  readonly name: string;
  readonly kind: "boolean" | "value" | "list";
  readonly summary: string;
  /** Values to offer; others may be right too. */
  readonly values?: readonly string[];
}

/** What to insert for an instruction, in LSP's snippet syntax. */
export interface InstructionSnippet {
  readonly label: string;
  readonly body: string;
  readonly summary: string;
}

/** Everything about one instruction: how it is parsed, and what the editor shows of it. */
export interface InstructionDefinition<Name extends InstructionName> {
  readonly name: Name;
  /** One sentence. */
  readonly summary: string;
  /** Its forms, one a line. */
  readonly usage: string;
  /** Anchor on the Dockerfile reference's page. */
  readonly anchor: string;
  readonly snippets: readonly InstructionSnippet[];
  readonly flags: readonly FlagDefinition[];
  /** Gives the instruction, or the first thing in it that BuildKit rejects. */
  readonly parse: (input: InstructionInput) => InstructionOf<Name> | Mistake;
}
