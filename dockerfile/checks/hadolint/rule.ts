import type { Fix } from "#contract/diagnostic.ts";
import type { Range } from "#contract/range.ts";
import type { Instruction, KeyValue } from "../../instructions/instruction.ts";
import type { RunScript } from "../../shell/runScripts.ts";
import type { ResolvedStage } from "../../stages/resolvedStage.ts";
import type { CheckContext } from "../context/check.ts";
import type { Shell } from "../context/shellInForce.ts";
import type { HadolintConfig } from "./hadolintConfig.ts";
import type { RuleCode, RuleSeverity } from "./ruleCode.ts";

/** A RUN whose script can be read, in its stage. */
export interface StageRun extends RunScript {
  /** Undefined before the first FROM. */
  readonly stage: ResolvedStage | undefined;
  /** The SHELL in force, or a pragma's. */
  readonly shell: Shell;
}

/** An instruction after a FROM, or the one in an ONBUILD, with its statement. */
export interface Step {
  readonly instruction: Instruction;
  readonly stage: ResolvedStage;
  readonly at: Range;
}

/** A pair of a LABEL, without quotes, and its statement. */
export interface Label {
  readonly pair: KeyValue;
  readonly name: string;
  readonly value: string;
  readonly at: Range;
}

/** What a rule may use. */
export interface RuleContext extends CheckContext {
  /** None if the bash grammar is not loaded yet; those of PowerShell and cmd are left out. */
  readonly runs: readonly StageRun[];
  readonly steps: readonly Step[];
  readonly labels: readonly Label[];
  /** Names of all ARGs and ENVs. */
  readonly declared: ReadonlySet<string>;
  readonly config: HadolintConfig;
}

/** One thing found. `at` is the statement it belongs to: a pragma above it silences it. */
export interface RuleFinding {
  /** The rule's own where absent. */
  readonly message?: string;
  readonly range: Range;
  readonly at: Range;
  readonly next?: string;
  readonly fixes?: readonly Fix[];
}

/** One of hadolint's rules. */
export interface Rule {
  readonly code: RuleCode;
  readonly severity: RuleSeverity;
  readonly title: string;
  /** hadolint's words. */
  readonly message: string;
  /** Why it matters, two sentences. */
  readonly why: string;
  /** A Dockerfile that it finds something in, and the same as it should be. */
  readonly bad: string;
  readonly good: string;
  /** What `bad` needs to be found. */
  readonly config?: Partial<HadolintConfig>;
  /** BuildKit's checks, and codes of its errors, that say the same: one of them at the same statement wins. */
  readonly sameAs?: readonly string[];
  readonly find: (context: RuleContext) => readonly RuleFinding[];
}
