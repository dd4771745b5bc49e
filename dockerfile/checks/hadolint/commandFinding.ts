import type { Fix } from "#contract/diagnostic.ts";
import type { Range } from "#contract/range.ts";
import type { ShellCommand } from "../../shell/shellScript.ts";
import type { RuleContext, RuleFinding, StageRun } from "./rule.ts";

/** A place in a script, in indices. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** A finding in a command; at the whole command if it has no place of its own. */
export interface CommandFinding {
  readonly place?: Place | undefined;
  readonly next?: string;
  readonly fixes?: readonly Fix[];
}

/** Looks at every command of every RUN. */
export function inCommands(
  find: (command: ShellCommand, run: StageRun, context: RuleContext) => CommandFinding | undefined,
): (context: RuleContext) => readonly RuleFinding[] {
  return (context) => {
    const findings: RuleFinding[] = [];
    // Some thirty rules check some thousand commands, and mostly find nothing: no list for each of them.
    for (const run of context.runs) {
      for (const command of run.script.commands) {
        const found = find(command, run, context);
        if (found !== undefined) findings.push(commandFinding(run, { place: command, ...found }));
      }
    }
    return findings;
  };
}

export function commandFinding(run: StageRun, { place, next, fixes }: CommandFinding): RuleFinding {
  return {
    range: place === undefined ? run.instruction.keyword.range : run.source.rangeOf(place.start, place.end),
    at: run.statement.range,
    ...(next === undefined ? {} : { next }),
    ...(fixes === undefined ? {} : { fixes }),
  };
}

/** From the first to the last of some words; undefined if there are none. */
export function spanOf(words: readonly Place[]): Place | undefined {
  const [first] = words;
  const last = words[words.length - 1];
  return first === undefined || last === undefined ? undefined : { start: first.start, end: last.end };
}

export function replaceInScript(title: string, { source }: StageRun, { start, end }: Place, newText: string): Fix {
  return { title, edits: [{ range: source.rangeOf(start, end), newText }] };
}

/** Adds a word after another, in the form that the RUN has. */
export function addWord(run: StageRun, after: Place, word: string): Fix {
  const newText = run.form === "exec" ? `, ${JSON.stringify(word)}` : ` ${word}`;
  return { title: `Add ${word}`, edits: [{ range: endOf(run, after), newText }] };
}

/** Right behind a place, on its own line. */
function endOf({ source }: StageRun, { start, end }: Place): Range {
  const { end: position } = source.rangeOf(start, end);
  return { start: position, end: position };
}
