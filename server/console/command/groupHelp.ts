import type { CommandProgram } from "./commandProgram.ts";
import { flagsText } from "./usage.ts";

/** As docker lays out the help of a group, or of itself. */
export function groupHelp(program: CommandProgram, group: string, columns: number): string {
  const isTop = group === program.name;
  const members = membersOf(program, group);
  const groups = isTop ? Object.entries(program.groups).map(([name, text]) => [lastWord(name), text] as const) : [];
  const common = isTop ? members.filter(([, , isCommon]) => isCommon) : [];
  const others = members.filter((member) => !common.includes(member));
  const options = isTop ? flagsText(program.globalFlags, columns) : "";
  const parts = [
    `Usage:  ${group} ${isTop ? "[OPTIONS] " : ""}COMMAND`,
    isTop ? program.description : (program.groups[group] ?? ""),
    ...listed("Common Commands", common),
    ...listed("Management Commands", groups),
    ...listed("Commands", sorted(others)),
    ...(options === "" ? [] : [`Global Options:\n${options}`]),
    `Run '${group} COMMAND --help' for more information on a command.`,
    ...(isTop && program.epilogue !== "" ? [program.epilogue] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

type Member = readonly [word: string, description: string, isCommon?: boolean];

/** The commands right in a group, other spellings left out. */
export function membersOf({ commands }: CommandProgram, group: string): Member[] {
  return commands.flatMap(({ names, shownAs, description, common }) =>
    names
      .filter((name) => name === `${group} ${lastWord(name)}` && shownAs?.[name] === undefined)
      .map((name): Member => [lastWord(name), description, common === true]),
  );
}

export function lastWord(name: string): string {
  return name.slice(name.lastIndexOf(" ") + 1);
}

function sorted(members: readonly Member[]): Member[] {
  return [...members].sort(([a], [b]) => (a < b ? -1 : 1));
}

const WORD_WIDTH = 12;

function listed(title: string, members: readonly Member[]): string[] {
  const lines = members.map(([word, text]) => `  ${word.padEnd(WORD_WIDTH)}${text}`);
  return lines.length === 0 ? [] : [`${title}:\n${lines.join("\n")}`];
}
