import type { Instruction } from "../../instructions/instruction.ts";
import { PROXY_ARGS } from "../../stages/predefinedArgs.ts";
import type { ResolvedStages } from "../../stages/resolveStages.ts";

const NAME = /^[A-Za-z_]\w*$/;

/** The variables that ARG and ENV may have set, those of the stages it starts from too; moves on through the instructions. */
export class VariablesInForce {
  readonly #resolved: ResolvedStages;
  readonly #ofStage: Set<string>[] = [];
  #names = new Set<string>();

  constructor(resolved: ResolvedStages) {
    this.#resolved = resolved;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  read(instruction: Instruction | undefined): void {
    if (instruction?.name === "FROM") {
      const base = this.#resolved.stages[this.#ofStage.length]?.base;
      this.#names = new Set(base?.kind === "stage" ? this.#ofStage[base.index] : PROXY_ARGS);
      this.#ofStage.push(this.#names);
    }
    for (const name of namesSetBy(instruction)) if (NAME.test(name)) this.#names.add(name);
  }
}

function namesSetBy(instruction: Instruction | undefined): readonly string[] {
  if (instruction?.name === "ENV") return instruction.pairs.map(({ key }) => key.raw);
  return instruction?.name === "ARG" ? instruction.args.map(({ key }) => key.raw) : [];
}
