import type { CommandContext } from "../../command/commandContext.ts";
import type { Shape } from "../../template/goShape.ts";
import type { Template } from "../../template/node.ts";
import { parseFormat, renderInspect } from "../../template/renderInspect.ts";
import { TemplateError } from "../../template/templateError.ts";

export interface InspectedObject {
  readonly object: unknown;
  /** Go's type of it, for templates. */
  readonly shape?: Shape;
}

/**
 * `docker … inspect`: the objects that `find` gives for the names, as an indented JSON list or with a template. A name
 * that has none is told at the end. Resolves to an exit code.
 */
export async function printObjects(
  names: readonly string[],
  find: (name: string) => Promise<InspectedObject | { readonly error: string }>,
  format: string | undefined,
  { io }: CommandContext,
): Promise<number> {
  const template = readTemplate(format);
  if (template !== undefined && "error" in template) {
    await io.stderr.write(`template parsing error: ${template.error}\n`);
    return 64;
  }
  const errors: string[] = [];
  const objects: InspectedObject[] = [];
  for (const name of names) {
    const found = await find(name);
    if ("error" in found) errors.push(found.error);
    else objects.push(found);
  }
  const shown = render(objects, format, template?.value);
  await io.stdout.write(shown.text);
  const all = [...(shown.error === undefined ? [] : [`template parsing error: ${shown.error}`]), ...errors];
  for (const error of all) await io.stderr.write(`${error}\n`);
  return all.length > 0 ? 1 : 0;
}

function readTemplate(format: string | undefined): { value: Template } | { error: string } | undefined {
  if (format === undefined || format === "" || format === "json") return undefined;
  try {
    return { value: parseFormat(format) };
  } catch (error) {
    if (error instanceof TemplateError) return { error: error.message };
    throw error;
  }
}

function render(
  found: readonly InspectedObject[],
  format: string | undefined,
  template: Template | undefined,
): { text: string; error?: string } {
  if (template === undefined) {
    const objects = found.map(({ object }) => object);
    if (format === "json") return { text: `${JSON.stringify(objects)}\n` };
    return { text: `${objects.length === 0 ? "[]" : JSON.stringify(objects, null, 4)}\n` };
  }
  const lines: string[] = [];
  for (const { object, shape } of found) {
    try {
      lines.push(`${renderInspect(template, object, shape)}\n`);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return { text: lines.join("") || "\n", error: error.message };
    }
  }
  // With a template, no object is an empty line.
  return { text: lines.length === 0 ? "\n" : lines.join("") };
}

/** One object, as JSON or with a template. Resolves to an exit code. */
export async function printObject(object: unknown, format: string, { io }: CommandContext): Promise<number> {
  const template = readTemplate(format);
  if (template !== undefined && "error" in template) {
    await io.stderr.write(`template parsing error: ${template.error}\n`);
    return 64;
  }
  if (template === undefined) {
    await io.stdout.write(`${JSON.stringify(object)}\n`);
    return 0;
  }
  const { text, error } = render([{ object }], format, template.value);
  if (error === undefined) await io.stdout.write(text);
  else await io.stderr.write(`template: ${error.replace(/^template: /, "")}\n`);
  return error === undefined ? 0 : 1;
}
