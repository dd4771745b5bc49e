import type { Fix } from "#contract/diagnostic.ts";
import type { Range } from "#contract/range.ts";
import type { Matcher } from "../../ignore/dockerignore.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import type { ResolvedStages } from "../../stages/resolveStages.ts";
import type { InstructionVisit } from "../../stages/walkStages.ts";

/** What a check may use. */
export interface CheckContext {
  readonly dockerfile: Dockerfile;
  readonly resolved: ResolvedStages;
  /** Resolved without build arguments. */
  readonly resolvedWithDefaults: ResolvedStages;
  readonly visits: readonly CheckedInstruction[];
  readonly ignore: Matcher | undefined;
  /** Names in ENV and ARG instructions that can't be read: they may be declared by them. */
  readonly brokenNames: ReadonlySet<string>;
  /** Platform of an image, `os/architecture[/variant]`, if known. */
  readonly imagePlatform: (name: string) => string | undefined;
}

/** A visit whose scope was asked while it was valid. */
export interface CheckedInstruction extends Omit<InstructionVisit, "scope"> {
  /** Names of the variables that are set here. */
  readonly names: readonly string[];
  readonly isDeclared: (name: string) => boolean;
  /** Whether a SHELL stands before it, in the stages it starts from too. */
  readonly shellSet: boolean;
  /** Its words with variables replaced, in order; only those of `pieces`. */
  readonly ports: readonly string[];
}

/** One thing found. `at` is the statement it belongs to: a `# check=skip=…` above that silences it. */
export interface Finding {
  readonly message: string;
  readonly range: Range;
  readonly at: Range;
  readonly next?: string;
  readonly fixes?: readonly Fix[];
}

/** One rule. */
export interface Check {
  readonly name: string;
  readonly title: string;
  /** Why it matters, one or two sentences. */
  readonly why: string;
  /** Last part of its page's address at docs.docker.com/go/dockerfile/rule/. */
  readonly page: string;
  /** Off unless `# check=experimental=…` turns it on. */
  readonly experimental?: boolean;
  readonly find: (context: CheckContext) => readonly Finding[];
}

export function replaceFix(title: string, range: Range, newText: string): Fix {
  return { title, edits: [{ range, newText }] };
}
