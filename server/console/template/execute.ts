import { callFunction } from "./callFunction.ts";
import { fieldOf } from "./fieldOf.ts";
import type { Command, Operand, Pipeline, Template, TemplateNode } from "./node.ts";
import { printValue } from "./printValue.ts";
import { executeError } from "./templateError.ts";
import { GoNil, type GoValue, isList, isMap, isTrue, sortedEntries } from "./value.ts";

/** Largest result, in characters, and most nodes and functions that one run evaluates. */
const MAX_OUTPUT = 1024 * 1024;
const MAX_STEPS = 200_000;

export interface ExecuteOptions {
  /** A key that a map does not have is an error. */
  readonly strictMaps?: boolean;
}

/** The text that a template makes of `data`. Throws a TemplateError. */
export function executeTemplate(template: Template, data: GoValue, options: ExecuteOptions = {}): string {
  return new Execution(template, data, options).run();
}

/** Characters, or elements of a list, that cost as much as one step. */
const PER_STEP = 100;

/** What it costs to read or make a value, in steps. */
function weightOf(value: GoValue): number {
  return typeof value === "string" || isList(value) ? Math.floor(value.length / PER_STEP) : 0;
}

interface Variable {
  readonly name: string;
  value: GoValue;
}

type Flow = "next" | "break" | "continue";

class Execution {
  readonly #template: Template;
  readonly #options: ExecuteOptions;
  readonly #variables: Variable[];
  readonly #data: GoValue;
  #output = "";
  #steps = 0;

  constructor(template: Template, data: GoValue, options: ExecuteOptions) {
    this.#template = template;
    this.#data = data;
    this.#options = options;
    this.#variables = [{ name: "$", value: data }];
  }

  run(): string {
    this.#walk(this.#template.nodes, this.#data);
    return this.#output;
  }

  #walk(nodes: readonly TemplateNode[], dot: GoValue): Flow {
    for (const node of nodes) {
      const flow = this.#node(node, dot);
      if (flow !== "next") return flow;
    }
    return "next";
  }

  #node(node: TemplateNode, dot: GoValue): Flow {
    switch (node.kind) {
      case "text":
        this.#print(node.text);
        return "next";
      case "action": {
        const value = this.#pipeline(node.pipeline, dot);
        if (node.pipeline.variables.length === 0) this.#print(printValue(value));
        return "next";
      }
      case "break":
      case "continue":
        return node.kind;
      default:
        return this.#scoped(() => this.#control(node, dot));
    }
  }

  #scoped(work: () => Flow): Flow {
    const known = this.#variables.length;
    const flow = work();
    this.#variables.length = known;
    return flow;
  }

  #control(node: Extract<TemplateNode, { kind: "if" | "with" | "range" }>, dot: GoValue): Flow {
    const value = this.#pipeline(node.pipeline, dot);
    if (node.kind === "range") return this.#range(node, value, dot);
    if (!isTrue(value)) return this.#walk(node.otherwise, dot);
    return this.#walk(node.body, node.kind === "with" ? value : dot);
  }

  #range(node: Extract<TemplateNode, { kind: "if" | "with" | "range" }>, value: GoValue, dot: GoValue): Flow {
    const items = this.#items(value, node.pipeline);
    if (items.length === 0) return this.#walk(node.otherwise, dot);
    const { variables } = node.pipeline;
    for (const [key, item] of items) {
      const flow = this.#scoped(() => {
        if (variables[0] !== undefined) this.#declare(variables[0], variables.length === 1 ? item : key);
        if (variables[1] !== undefined) this.#declare(variables[1], item);
        return this.#walk(node.body, item);
      });
      if (flow === "break") break;
    }
    return "next";
  }

  #items(value: GoValue, pipeline: Pipeline): readonly (readonly [GoValue, GoValue])[] {
    if (isList(value)) return value.map((item, index) => [index, item]);
    if (isMap(value)) return sortedEntries(value);
    if (value instanceof GoNil) return [];
    if (typeof value === "number" && Number.isInteger(value)) {
      this.#count(value);
      return Array.from({ length: Math.max(value, 0) }, (_none, index) => [index, index]);
    }
    const last = pipeline.commands.at(-1)?.operands[0] ?? pipeline;
    throw this.#error(last, `range can't iterate over ${printValue(value)}`);
  }

  #declare(name: string, value: GoValue): void {
    this.#variables.push({ name, value });
  }

  #pipeline(pipeline: Pipeline, dot: GoValue): GoValue {
    let value: GoValue;
    let isFirst = true;
    for (const command of pipeline.commands) {
      value = this.#command(command, dot, isFirst ? [] : [value]);
      isFirst = false;
    }
    for (const name of pipeline.variables) this.#assign(name, value, pipeline);
    return value;
  }

  #assign(name: string, value: GoValue, pipeline: Pipeline): void {
    const known = this.#variables.findLast((variable) => variable.name === name);
    if (pipeline.isAssignment && known !== undefined) known.value = value;
    else this.#declare(name, value);
  }

  /** `last`: what the pipe brings, as the last argument. */
  #command({ operands: [first, ...others], source }: Command, dot: GoValue, last: readonly GoValue[]): GoValue {
    this.#count(1);
    if (first.kind === "function") {
      const node = { offset: first.offset, source };
      return this.#call(first.name, others, node, dot, last);
    }
    const args = others.length + last.length;
    if (first.kind === "field" || first.kind === "variable" || first.kind === "chain") {
      return this.#fields(
        first,
        dot,
        args === 0 ? undefined : [...others.map((each) => this.#operand(each, dot)), ...last],
      );
    }
    if (args > 0) throw this.#error(first, `can't give argument to non-function ${first.source}`);
    if (first.kind === "nil") throw this.#error(first, "nil is not a command");
    return this.#operand(first, dot);
  }

  #operand(operand: Operand, dot: GoValue): GoValue {
    this.#count(1);
    switch (operand.kind) {
      case "dot":
        return dot;
      case "nil":
        return new GoNil("pointer");
      case "literal":
        return operand.value;
      case "pipeline":
        return this.#pipeline(operand.pipeline, dot);
      case "function":
        return this.#call(operand.name, [], operand, dot, []);
      default:
        return this.#fields(operand, dot, undefined);
    }
  }

  #fields(
    operand: Extract<Operand, { names: readonly string[] }>,
    dot: GoValue,
    args: readonly GoValue[] | undefined,
  ): GoValue {
    const start =
      operand.kind === "field"
        ? dot
        : operand.kind === "variable"
          ? this.#variable(operand.name)
          : this.#operand(operand.of, dot);
    const { names } = operand;
    if (names.length === 0 && args !== undefined) {
      throw this.#error(operand, `can't give argument to non-function ${operand.source}`);
    }
    return names.reduce<GoValue>((value, name, index) => {
      const given = index === names.length - 1 ? args : undefined;
      const found = fieldOf(value, name, given, this.#options.strictMaps === true);
      if ("error" in found) throw this.#error(operand, found.error);
      return found.value;
    }, start);
  }

  #variable(name: string): GoValue {
    return this.#variables.findLast((variable) => variable.name === name)?.value;
  }

  #call(
    name: string,
    operands: readonly Operand[],
    node: { offset: number; source: string },
    dot: GoValue,
    last: readonly GoValue[],
  ): GoValue {
    if (name === "and" || name === "or") return this.#junction(name, operands, dot, last);
    const args = operands.map((operand) => ({
      node: operand,
      value: this.#operand(operand, dot),
      isConstant: operand.kind === "literal",
    }));
    const all = [...args, ...last.map((value) => ({ node, value, isConstant: false }))];
    for (const { value } of all) this.#count(weightOf(value));
    const called = callFunction(name, all, node);
    if ("error" in called) throw this.#error(called.at, called.error);
    this.#count(weightOf(called.value));
    return called.value;
  }

  /** The first that decides; the others are not evaluated. */
  #junction(name: "and" | "or", operands: readonly Operand[], dot: GoValue, last: readonly GoValue[]): GoValue {
    let value: GoValue;
    for (const operand of operands) {
      value = this.#operand(operand, dot);
      if (isTrue(value) === (name === "or")) return value;
    }
    return last.length > 0 ? last[0] : value;
  }

  #count(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MAX_STEPS) throw executeError(this.#template.text, 0, "", "template takes too many steps");
  }

  #print(text: string): void {
    this.#output += text;
    if (this.#output.length > MAX_OUTPUT) throw executeError(this.#template.text, 0, "", "output is too long");
  }

  #error({ offset, source }: { offset: number; source: string }, message: string): Error {
    return executeError(this.#template.text, offset, source, message);
  }
}
