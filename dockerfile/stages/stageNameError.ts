import { parseReference } from "#contract/names/reference.ts";
import { goQuote } from "../go/goFormat.ts";

/** BuildKit's message for a FROM or COPY --from with an invalid image name. */
export function stageNameError(name: string): string | undefined {
  const parsed = parseReference(name);
  return parsed.ok ? undefined : `failed to parse stage name ${goQuote(name)}: ${parsed.error}`;
}
