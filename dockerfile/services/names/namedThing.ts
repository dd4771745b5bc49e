/** A place where a name stands. Offsets are into the document. */
export interface Occurrence {
  readonly start: number;
  readonly end: number;
  readonly isDeclaration: boolean;
}

/** What a name stands for, with every place that names it, in the order of the text. */
export interface NamedThing {
  readonly kind: "stage" | "variable" | "heredoc";
  readonly name: string;
  readonly at: Occurrence;
  readonly occurrences: readonly Occurrence[];
  /** Where it is given; several where a variable is set in turn. Undefined if nothing in the text does. */
  readonly definition: Occurrence | undefined;
}

export function touches({ start, end }: Pick<Occurrence, "start" | "end">, offset: number): boolean {
  return start <= offset && offset <= end;
}
