import { executeTemplate } from "./execute.ts";
import { FUNCTION_NAMES } from "./functions.ts";
import { type Shape, shaped } from "./goShape.ts";
import { rawValue, typedValue } from "./inspectValue.ts";
import type { Template } from "./node.ts";
import { parseTemplate } from "./parseTemplate.ts";
import { TemplateError } from "./templateError.ts";

/** Parses the template of `--format`. Throws a TemplateError. */
export function parseFormat(text: string): Template {
  return parseTemplate(text, FUNCTION_NAMES);
}

/**
 * What `docker inspect --format` prints of an object: the template works on the typed object, and if that fails, on its
 * JSON. `shape`: Go's type of the object, if it is known. Throws a TemplateError.
 */
export function renderInspect(template: Template, object: unknown, shape?: Shape): string {
  try {
    return executeTemplate(template, shape === undefined ? typedValue(object) : shaped(object, shape));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return executeTemplate(template, rawValue(object), { strictMaps: true });
  }
}
