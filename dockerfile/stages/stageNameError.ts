import { parseReference } from "#contract/names/reference.ts";
import { goQuote } from "../go/goFormat.ts";

/** The message with which BuildKit rejects a FROM or a COPY --from whose image name is wrong. */
export function stageNameError(name: string): string | undefined {
  const parsed = parseReference(name);
  return parsed.ok ? undefined : `failed to parse stage name ${goQuote(name)}: ${parsed.error}`;
}
