/** A parsed template. `offset` is where Go would point in an error; `source` is the node as Go prints it. */
interface NodeBase {
  readonly offset: number;
  readonly source: string;
}

export type Operand =
  | (NodeBase & { readonly kind: "dot" })
  | (NodeBase & { readonly kind: "nil" })
  | (NodeBase & { readonly kind: "literal"; readonly value: string | number | boolean })
  | (NodeBase & { readonly kind: "field"; readonly names: readonly string[] })
  | (NodeBase & { readonly kind: "variable"; readonly name: string; readonly names: readonly string[] })
  | (NodeBase & { readonly kind: "function"; readonly name: string })
  /** Fields of something in parentheses. */
  | (NodeBase & { readonly kind: "chain"; readonly of: Operand; readonly names: readonly string[] })
  | (NodeBase & { readonly kind: "pipeline"; readonly pipeline: Pipeline });

/** A function or value and its arguments. */
export interface Command extends NodeBase {
  readonly operands: readonly [Operand, ...Operand[]];
}

export interface Pipeline extends NodeBase {
  readonly variables: readonly string[];
  /** `=` in place of `:=`. */
  readonly isAssignment: boolean;
  readonly commands: readonly [Command, ...Command[]];
}

export type TemplateNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "action"; readonly pipeline: Pipeline }
  | {
      readonly kind: "if" | "with" | "range";
      readonly pipeline: Pipeline;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    }
  | { readonly kind: "break" | "continue" };

export interface Template {
  readonly text: string;
  readonly nodes: readonly TemplateNode[];
}
