import { outlookSentence } from "#contract/outlookWords.ts";
import type { ForecastStep } from "#contract/plan.ts";
import { messages } from "./messages.ts";

/** Longest name at the end of a line, in characters. The reason has the full name. */
const LONGEST_NAME = 24;

/** What a step's mark says: a few words, and the full reason. `earlier` is the step that makes it run. */
export function planWords(step: ForecastStep, earlier: ForecastStep | undefined): { words: string; reason: string } {
  const reason = outlookSentence(step, earlier) ?? "";
  switch (step.outlook) {
    case "cached":
      if (step.code === "remembered") return { words: "", reason };
      return step.instruction === "FROM" ? messages.localBase : messages.cached;
    case "runs":
      return { words: messages.runs(cause(step)), reason: messages.runsReason(reason) };
    case "may-run": {
      if (!earlier) return { words: messages.mayRun(cause(step)), reason: messages.mayRunReason(reason) };
      const own = ownCause(step);
      const words = own ? messages.runs(own) : messages.runsAfter(earlier.instruction);
      return { words, reason: messages.runsReason(`${reason}${messages.unlessSame(earlier.instruction)}`) };
    }
    case "fails":
      return { words: messages.fails, reason: messages.failsReason(reason) };
    case "unknown":
      return { words: unknownWords(step, earlier), reason };
    case "config":
      return messages.config;
  }
}

function unknownWords({ code }: ForecastStep, earlier: ForecastStep | undefined): string {
  if (code === "unless-fetched" || code === "unless-step") return messages.cachedUnless(earlier?.instruction ?? "it");
  if (earlier) return earlier.outlook === "fails" ? messages.notReached : messages.dependsOn(earlier.instruction);
  if (code === "no-image") return messages.imageMissing;
  if (code === "not-used") return messages.imageNew;
  return code === "not-fetched" ? messages.downloads : messages.unknown;
}

function cause(step: ForecastStep): string {
  const own = ownCause(step);
  if (own) return own;
  if (step.code === "never-built") return messages.causes.isNew;
  return step.changed?.length ? messages.causes.earlierChanged : messages.causes.notCached;
}

/** What changed in the step itself, not in what it builds on. */
function ownCause({ changed = [], count = changed.length }: ForecastStep): string | undefined {
  const own = changed.filter(({ kind }) => kind !== "parent");
  if (own.some(({ kind }) => kind === "instruction")) return messages.causes.edited;
  const files = own.filter(({ kind }) => kind === "file");
  if (files.length > 1) return messages.causes.filesChanged(files.length + count - changed.length);
  const [first] = files.length === 1 ? files : own;
  if (first === undefined) return undefined;
  return messages.causes.changed(shortened(first.kind === "mount" ? first.input : (first.name ?? first.input)));
}

/** The end of a path says more than the beginning. */
function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `…${name.slice(1 - LONGEST_NAME)}`;
}
