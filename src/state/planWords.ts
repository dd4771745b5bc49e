import type { ForecastStep } from "#contract/plan.ts";

/** Longest name in the words at a line's end, in characters: the rest is in the reason. */
const LONGEST_NAME = 24;

/** What a step's mark says: a few words, and the whole reason. `earlier` is the step because of which it runs. */
export function planWords(step: ForecastStep, earlier: ForecastStep | undefined): { words: string; reason: string } {
  const { outlook, reason = "" } = step;
  switch (outlook) {
    case "cached":
      return {
        words: "",
        reason: step.instruction === "FROM" ? "Here already." : "Cached: taken as it was built before.",
      };
    case "runs":
      return { words: `runs: ${cause(step)}`, reason: `Runs. ${reason}` };
    case "may-run": {
      const unless = earlier && ` Cached again if ${earlier.instruction} gives the same files as once before.`;
      const own = ownCause(step);
      const words = own ? `runs: ${own}` : `runs after ${earlier?.instruction ?? "another step"}`;
      return { words, reason: `Runs. ${reason}${unless ?? ""}` };
    }
    case "fails":
      return { words: "fails", reason: `Fails. ${reason}` };
    case "unknown":
      return { words: unknownWords(step, earlier), reason };
    case "config":
      return { words: "", reason: "Changes configuration only." };
  }
}

function unknownWords({ code }: ForecastStep, earlier: ForecastStep | undefined): string {
  if (code === "unless-fetched" || code === "unless-step")
    return `cached unless ${earlier?.instruction ?? "it"} changed`;
  if (earlier) return earlier.outlook === "fails" ? "not reached" : `depends on ${earlier.instruction}`;
  if (code === "no-image") return "image not here yet";
  return code === "not-fetched" ? "downloads" : "can't be told";
}

function cause(step: ForecastStep): string {
  const own = ownCause(step);
  if (own) return own;
  if (step.code === "never-built") return "new";
  return step.changed?.length ? "built on other files" : "not in the cache";
}

/** What differs in the step itself, whatever it builds on. */
function ownCause({ changed = [], count = changed.length }: ForecastStep): string | undefined {
  const own = changed.filter(({ kind }) => kind !== "parent");
  if (own.some(({ kind }) => kind === "instruction")) return "edited";
  const files = own.filter(({ kind }) => kind === "file");
  if (files.length > 1) return `${files.length + count - changed.length} files changed`;
  const [first] = files.length === 1 ? files : own;
  return first && `${shortened(first.kind === "mount" ? first.input : (first.name ?? first.input))} changed`;
}

/** The end of a path says more than its beginning. */
function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `…${name.slice(1 - LONGEST_NAME)}`;
}
