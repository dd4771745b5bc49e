/** What a person wrote wrong in a template, in Go's words: `template: :1:2: executing "" at <.Foo>: …`. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
}

/** A template that can't be parsed. */
export function parseError(text: string, offset: number, message: string): TemplateError {
  return new TemplateError(`template: :${lineOf(text, offset)}: ${message}`);
}

/** A template that fails while it runs; `node` is the part of it as Go prints it. */
export function executeError(text: string, offset: number, node: string, message: string): TemplateError {
  const before = text.slice(0, offset);
  const column = Buffer.byteLength(before.slice(before.lastIndexOf("\n") + 1));
  return new TemplateError(`template: :${lineOf(text, offset)}:${column}: executing "" at <${node}>: ${message}`);
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
