import { z } from "zod";
import { type HttpResponse, readBody } from "./httpRequest.ts";

/** More of an error is not read: the registry decides how long it is. */
const MAX_BODY = 64 * 1024;
const MAX_SHOWN = 300;

const errorsSchema = z.object({
  errors: z.array(z.object({ code: z.string(), message: z.string().nullish() })).min(1),
});

/**
 * What a registry says about a rejected request, as Docker prints it: `denied: requested access to the resource is
 * denied`. Undefined if it says nothing that can be shown. Reads or destroys the body.
 */
export async function refusalOf(response: HttpResponse): Promise<string | undefined> {
  try {
    const body = await readBody(new URL("http://registry"), response, MAX_BODY);
    const { errors } = errorsSchema.parse(JSON.parse(body.toString("utf8")));
    return shown(errors.map(({ code, message }) => `${word(code)}: ${message || "unknown error"}`).join("; "));
  } catch {
    // Not in the format of the specification: a proxy's page, or nothing.
    return undefined;
  } finally {
    response.body.destroy();
  }
}

function word(code: string): string {
  return code.toLowerCase().replaceAll("_", " ");
}

/** A registry's text is not trusted: one line without control characters, and not long. */
function shown(text: string): string {
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, " ").trim();
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line;
}
