/** An occurrence of a name. Offsets are into the document. */
export interface Occurrence {
  readonly start: number;
  readonly end: number;
  readonly isDeclaration: boolean;
}

/** What a name refers to, with all of its occurrences, in the order of the text. */
export interface NamedThing {
  readonly kind: "stage" | "variable" | "heredoc";
  readonly name: string;
  readonly at: Occurrence;
  readonly occurrences: readonly Occurrence[];
  /** Its definition: the first one if a variable is set again. Undefined if the text has none. */
  readonly definition: Occurrence | undefined;
}

export function touches({ start, end }: Pick<Occurrence, "start" | "end">, offset: number): boolean {
  return start <= offset && offset <= end;
}
