import { type Expansion, expandWord, expandWords } from "../expansion/expandWord.ts";
import type { ArgInstruction, EnvInstruction, Instruction } from "../instructions/instruction.ts";
import type { ExpandedPiece } from "./expandedWords.ts";

export interface ScopeInput {
  readonly escape: "\\" | "`";
  /** What an ARG without a default takes its value from. */
  readonly globalArgs: ReadonlyMap<string, string>;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Environment of the base image, `NAME=value`. */
  readonly baseEnv?: readonly string[];
}

/** Whence a variable has its value. */
export type VariableOrigin = "base" | "arg" | "env";

/** Where a path is looked for that the base image does not set otherwise. */
export const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * The variables at one place of a stage. As in BuildKit, ARG and ENV share one table and the later wins; a stage that starts
 * from another one inherits both, and there an ENV wins over an ARG of its name, because the image has it.
 */
export class StageScope {
  readonly #input: ScopeInput;
  readonly #values: Map<string, string>;
  readonly #origins: Map<string, VariableOrigin>;
  readonly #declared: Set<string>;
  /** Values of ENVs that an ARG of their name hides, in this stage alone. */
  readonly #hidden: Map<string, { readonly value: string; readonly origin: VariableOrigin }>;

  constructor(input: ScopeInput, parent?: StageScope) {
    this.#input = input;
    this.#values = new Map(parent === undefined ? [] : parent.#values);
    this.#origins = new Map(parent === undefined ? [] : parent.#origins);
    this.#declared = new Set(parent === undefined ? [] : parent.#declared);
    this.#hidden = new Map(parent === undefined ? [] : parent.#hidden);
    if (parent !== undefined) return;
    for (const pair of input.baseEnv ?? []) {
      const cut = pair.indexOf("=");
      this.#set(cut === -1 ? pair : pair.slice(0, cut), cut === -1 ? "" : pair.slice(cut + 1), "base");
    }
    if (!this.#values.has("PATH")) this.#set("PATH", DEFAULT_PATH, "base");
  }

  /** A copy that changes on its own. */
  fork(): StageScope {
    return new StageScope(this.#input, this);
  }

  /** What a stage that starts from this one begins with. */
  childStage(): StageScope {
    const child = this.fork();
    for (const [name, { value, origin }] of this.#hidden) child.#set(name, value, origin);
    return child;
  }

  #set(name: string, value: string, origin: VariableOrigin): void {
    const before = this.#values.get(name);
    const whence = this.#origins.get(name);
    if (origin !== "arg") this.#hidden.delete(name);
    else if (before !== undefined && whence !== undefined && whence !== "arg") {
      this.#hidden.set(name, { value: before, origin: whence });
    }
    this.#values.set(name, value);
    this.#origins.set(name, origin);
  }

  lookup = (name: string): string | undefined => this.#values.get(name);

  /** All that are set. */
  get values(): ReadonlyMap<string, string> {
    return this.#values;
  }

  originOf(name: string): VariableOrigin | undefined {
    return this.#origins.get(name);
  }

  /** Whether an ARG of this name was seen, with a value or without. */
  isDeclared(name: string): boolean {
    return this.#declared.has(name);
  }

  names(): readonly string[] {
    return [...this.#values.keys()];
  }

  expand(raw: string): Expansion {
    return expandWord(raw, this.lookup, this.#input);
  }

  /** As `expand`, parted at spaces. */
  expandAll(raw: string): readonly string[] {
    return expandWords(raw, this.lookup, this.#input).values;
  }

  /** The defaults of an ARG that no build argument replaces, each with those before it set; the scope stays as it is. */
  expandDefaults({
    args,
  }: ArgInstruction): readonly { readonly piece: ExpandedPiece; readonly expansion: Expansion }[] {
    const { buildArgs, globalArgs } = this.#input;
    const set = new Map<string, string>();
    const lookup = (name: string): string | undefined => set.get(name) ?? this.lookup(name);
    return args.flatMap(({ key: { raw: name }, value }) => {
      const given = Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
      const known = given ?? (value === undefined ? globalArgs.get(name) : undefined);
      if (known !== undefined) set.set(name, known);
      if (given !== undefined || value === undefined) return [];
      const expansion = expandWord(value.raw, lookup, this.#input);
      set.set(name, expansion.value);
      return [{ piece: { kind: "word", word: value }, expansion }];
    });
  }

  /** What ENV and ARG do to the scope; others leave it. */
  apply(instruction: Instruction): void {
    if (instruction.name === "ENV") this.#applyEnv(instruction);
    else if (instruction.name === "ARG") this.#applyArg(instruction);
  }

  #applyEnv({ pairs }: EnvInstruction): void {
    // All pairs of one ENV see the variables as they were before it.
    const expanded = pairs.map(({ key, value }) => [this.expand(key.raw).value, this.expand(value.raw).value] as const);
    for (const [name, value] of expanded) this.#set(name, value, "env");
  }

  #applyArg({ args }: ArgInstruction): void {
    for (const { key, value } of args) {
      const { buildArgs, globalArgs } = this.#input;
      const given = Object.hasOwn(buildArgs, key.raw) ? buildArgs[key.raw] : undefined;
      const chosen = given ?? (value === undefined ? globalArgs.get(key.raw) : this.expand(value.raw).value);
      if (chosen !== undefined) this.#set(key.raw, chosen, "arg");
      this.#declared.add(key.raw);
    }
  }
}
