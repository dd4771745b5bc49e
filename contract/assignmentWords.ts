import type { Assignment, Lack } from "./builderChoice.ts";

/** Why a build went to its builder, one sentence; undefined if it went where every build goes. */
export function assignmentSentence({ builder, code, lack, instead }: Assignment): string | undefined {
  switch (code) {
    case "asked":
    case "standard":
      return undefined;
    case "lack":
      return `Built by ${builder}, because ${instead ?? "the standard builder"} ${lack ? lackClause(lack) : "lacks something"}.`;
    case "warm":
      return `Built by ${builder}, which has the cache of this workspace.`;
    case "spilled":
      return `Built by ${builder}, because ${instead ?? "the one with the cache"} had no room.`;
    case "retried":
      return `Built by ${builder}, because ${instead ?? "the first builder"} was lost during the build.`;
  }
}

/** The same of a build that was not started. */
export function outlookReason({ builder, code, lack, instead }: Assignment): string | undefined {
  if (code !== "lack") return undefined;
  return `Goes to ${builder}, because ${instead ?? "the standard builder"} ${lack ? lackClause(lack) : "lacks something"}.`;
}

/** What a builder lacks, for the end of a sentence that begins with its name. */
export function lackClause({ code, value = "", range }: Lack): string {
  const place = range === undefined ? "" : ` (line ${range.start.line + 1})`;
  switch (code) {
    case "syntax":
      return `can't use the frontend ${value}${place}`;
    case "platforms":
      return "can't build for several platforms at once";
    case "platform":
      return `can't execute RUN for ${value || "that platform"}${place}`;
    case "cache":
      return "can't share its cache";
    case "attestations":
      return "can't make attestations";
    case "run":
      return `can't execute RUN on this machine${place}`;
    case "live":
      return "can't build live";
    case "image-platform":
      return `can't build for ${value || "that platform"}`;
    case "host-network":
      return "can't use the network of its machine";
  }
}
