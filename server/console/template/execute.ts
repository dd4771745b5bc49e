import { Evaluation } from "./evaluation.ts";
import type { Pipeline, Template, TemplateNode } from "./node.ts";
import { printValue } from "./printValue.ts";
import { executeError } from "./templateError.ts";
import { GoNil, type GoValue, isList, isMap, isTrue, sortedEntries } from "./value.ts";

/** Largest result, in characters. */
const MAX_OUTPUT = 1024 * 1024;

export interface ExecuteOptions {
  /** A key that a map does not have is an error. */
  readonly strictMaps?: boolean;
}

/** The text that a template makes of `data`. Throws a TemplateError. */
export function executeTemplate(template: Template, data: GoValue, options: ExecuteOptions = {}): string {
  return new Execution(template, data, options).run();
}

type Flow = "next" | "break" | "continue";

class Execution {
  readonly #template: Template;
  readonly #data: GoValue;
  readonly #evaluation: Evaluation;
  #output = "";

  constructor(template: Template, data: GoValue, { strictMaps = false }: ExecuteOptions) {
    this.#template = template;
    this.#data = data;
    this.#evaluation = new Evaluation(template, data, strictMaps);
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
        const value = this.#evaluation.pipeline(node.pipeline, dot);
        if (node.pipeline.variables.length === 0) this.#print(printValue(value));
        return "next";
      }
      case "break":
      case "continue":
        return node.kind;
      default:
        return this.#evaluation.scoped(() => this.#control(node, dot));
    }
  }

  #control(node: Extract<TemplateNode, { kind: "if" | "with" | "range" }>, dot: GoValue): Flow {
    const value = this.#evaluation.pipeline(node.pipeline, dot);
    if (node.kind === "range") return this.#range(node, value, dot);
    if (!isTrue(value)) return this.#walk(node.otherwise, dot);
    return this.#walk(node.body, node.kind === "with" ? value : dot);
  }

  #range(node: Extract<TemplateNode, { kind: "if" | "with" | "range" }>, value: GoValue, dot: GoValue): Flow {
    const items = this.#items(value, node.pipeline);
    if (items.length === 0) return this.#walk(node.otherwise, dot);
    const { variables } = node.pipeline;
    for (const [key, item] of items) {
      const flow = this.#evaluation.scoped(() => {
        if (variables[0] !== undefined) this.#evaluation.declare(variables[0], variables.length === 1 ? item : key);
        if (variables[1] !== undefined) this.#evaluation.declare(variables[1], item);
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
      this.#evaluation.count(value);
      return Array.from({ length: Math.max(value, 0) }, (_none, index) => [index, index]);
    }
    const last = pipeline.commands.at(-1)?.operands[0] ?? pipeline;
    throw this.#evaluation.error(last, `range can't iterate over ${printValue(value)}`);
  }

  #print(text: string): void {
    this.#output += text;
    if (this.#output.length > MAX_OUTPUT) throw executeError(this.#template.text, 0, "", "output is too long");
  }
}
