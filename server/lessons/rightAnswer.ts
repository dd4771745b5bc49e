import type { ScenarioAnswer } from "#lessons/scenario.ts";

/** Whether a quiz accepts what was chosen or typed. */
export function isRightAnswer(accepts: ScenarioAnswer, given: readonly string[]): boolean {
  if (accepts.kind === "choices") {
    const chosen = new Set(given);
    return chosen.size === accepts.right.length && accepts.right.every((choice) => chosen.has(choice));
  }
  const typed = (given[0] ?? "").trim();
  switch (accepts.matches) {
    case "whole":
      return typed.toLowerCase() === accepts.text.trim().toLowerCase();
    case "start":
      return typed.toLowerCase().startsWith(accepts.text.trim().toLowerCase());
    case "pattern":
      return isFound(accepts.text, typed);
  }
}

function isFound(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "i").test(text);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
