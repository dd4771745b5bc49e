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

interface Variable {
  readonly value: string;
  readonly origin: VariableOrigin;
  /** The variable of the image that an ARG hides, in its stage alone. */
  readonly hidden?: Variable;
}

/** Where a path is looked for that the base image does not set otherwise. */
export const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

type Declared = ArgInstruction["args"][number];

/**
 * The variables at one place of a stage. As in BuildKit, ARG and ENV share one table and the later wins; a stage that starts
 * from another one inherits both, and there an ENV wins over an ARG of its name, because the image has it.
 */
export class StageScope {
  readonly #input: ScopeInput;
  readonly #variables: Map<string, Variable>;
  readonly #declared: Set<string>;

  constructor(input: ScopeInput, parent?: StageScope) {
    this.#input = input;
    this.#variables = new Map(parent === undefined ? [] : parent.#variables);
    this.#declared = new Set(parent === undefined ? [] : parent.#declared);
    if (parent !== undefined) return;
    for (const pair of input.baseEnv ?? []) {
      const cut = pair.indexOf("=");
      this.#set(cut === -1 ? pair : pair.slice(0, cut), cut === -1 ? "" : pair.slice(cut + 1), "base");
    }
    if (!this.#variables.has("PATH")) this.#set("PATH", DEFAULT_PATH, "base");
  }

  /** A copy that changes on its own. */
  fork(): StageScope {
    return new StageScope(this.#input, this);
  }

  /** What a stage that starts from this one begins with. */
  childStage(): StageScope {
    const child = this.fork();
    for (const [name, { hidden }] of this.#variables) if (hidden !== undefined) child.#variables.set(name, hidden);
    return child;
  }

  #set(name: string, value: string, origin: VariableOrigin): void {
    const before = this.#variables.get(name);
    const covered = before?.origin === "arg" ? before.hidden : before;
    const hidden = origin === "arg" ? covered : undefined;
    this.#variables.set(name, { value, origin, ...(hidden !== undefined && { hidden }) });
  }

  lookup = (name: string): string | undefined => this.#variables.get(name)?.value;

  /** How many are set. */
  get size(): number {
    return this.#variables.size;
  }

  /** Puts all that are set into an environment, in the order in which they first were. */
  addTo(environment: Map<string, string>): void {
    for (const [name, { value }] of this.#variables) environment.set(name, value);
  }

  originOf(name: string): VariableOrigin | undefined {
    return this.#variables.get(name)?.origin;
  }

  /** Whether an ARG of this name was seen, with a value or without. */
  isDeclared(name: string): boolean {
    return this.#declared.has(name);
  }

  names(): readonly string[] {
    return [...this.#variables.keys()];
  }

  expand(raw: string): Expansion {
    return expandWord(raw, this.lookup, this.#input);
  }

  /** As `expand`, parted at spaces. */
  expandAll(raw: string): readonly string[] {
    return expandWords(raw, this.lookup, this.#input).values;
  }

  /** What an ARG has without its default: given at build time, else, if it has none, from an ARG before the first FROM. */
  #givenTo({ key: { raw: name }, value }: Declared): string | undefined {
    const { buildArgs, globalArgs } = this.#input;
    const given = Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
    return given ?? (value === undefined ? globalArgs.get(name) : undefined);
  }

  /** The defaults of an ARG that no build argument replaces, each with those before it set; the scope stays as it is. */
  expandDefaults({
    args,
  }: ArgInstruction): readonly { readonly piece: ExpandedPiece; readonly expansion: Expansion }[] {
    const set = new Map<string, string>();
    const lookup = (name: string): string | undefined => set.get(name) ?? this.lookup(name);
    return args.flatMap((declared) => {
      const { key, value } = declared;
      const given = this.#givenTo(declared);
      if (given !== undefined) set.set(key.raw, given);
      if (given !== undefined || value === undefined) return [];
      const expansion = expandWord(value.raw, lookup, this.#input);
      set.set(key.raw, expansion.value);
      return [{ piece: { kind: "word", word: value }, expansion }];
    });
  }

  /** What ENV and ARG do to the scope; others leave it. */
  apply(instruction: Instruction): void {
    if (instruction.name === "ENV") for (const [name, value] of this.expandPairs(instruction)) this.setEnv(name, value);
    else if (instruction.name === "ARG") for (const declared of instruction.args) this.declare(declared);
  }

  /** All pairs of one ENV see the variables as they were before it. */
  expandPairs({ pairs }: Pick<EnvInstruction, "pairs">): readonly (readonly [name: string, value: string])[] {
    return pairs.map(({ key, value }) => [this.expand(key.raw).value, this.expand(value.raw).value] as const);
  }

  setEnv(name: string, value: string): void {
    this.#set(name, value, "env");
  }

  /** One of an ARG's names, and what it is set to, if to anything. */
  declare(declared: Declared): string | undefined {
    const { key, value } = declared;
    const chosen = this.#givenTo(declared) ?? (value === undefined ? undefined : this.expand(value.raw).value);
    if (chosen !== undefined) this.#set(key.raw, chosen, "arg");
    this.#declared.add(key.raw);
    return chosen;
  }
}
