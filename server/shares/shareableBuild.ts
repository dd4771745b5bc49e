import type { Build, BuildSource } from "#contract/build.ts";
import type { BuildEvent } from "#contract/buildEvent.ts";

/** The digest of the context would only tell others what to look for. */
function sourceOnly<Source extends BuildSource>({ context: _context, ...source }: Source): Omit<Source, "context"> {
  return source;
}

export const withoutContext = (event: BuildEvent): BuildEvent => (event.type === "source" ? sourceOnly(event) : event);

/** A build as others may see it. */
export function shareableBuild({ source, ...build }: Build): Build {
  return source === undefined ? build : { ...build, source: sourceOnly(source) };
}
