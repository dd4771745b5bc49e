import type { GoValue } from "./value.ts";

export type Parameter = "any" | "string" | "int" | "strings";

/** A function of templates. What `call` throws as an Error is Go's "error calling". */
export interface TemplateFunction {
  readonly parameters: readonly Parameter[];
  /** The kind of all further arguments. */
  readonly rest?: Parameter;
  call(args: readonly GoValue[]): GoValue;
}
