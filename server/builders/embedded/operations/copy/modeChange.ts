import { UMASK } from "../umask.ts";

export interface ModeChange {
  /** A file's new permission bits from its old ones. */
  readonly apply: (mode: number, isFolder: boolean) => number;
  /** Bits of missing parent folders: an octal mode applies to them too (less the umask), a symbolic one does not. */
  readonly newFolders: number;
}

const CLASSES: Readonly<Record<string, { readonly shift: number; readonly special: number }>> = {
  u: { shift: 6, special: 0o4000 },
  g: { shift: 3, special: 0o2000 },
  o: { shift: 0, special: 0 },
};

function permissionBits(
  letters: string,
  mode: number,
  isFolder: boolean,
): { bits: number; special: boolean; sticky: boolean } {
  let bits = 0;
  for (const letter of letters) {
    if (letter === "r") bits |= 4;
    if (letter === "w") bits |= 2;
    if (letter === "x" || (letter === "X" && (isFolder || (mode & 0o111) !== 0))) bits |= 1;
    const copied = CLASSES[letter];
    if (copied !== undefined) bits |= (mode >> copied.shift) & 7;
  }
  return { bits, special: letters.includes("s"), sticky: letters.includes("t") };
}

function applyClause(mode: number, isFolder: boolean, who: string, operator: string, letters: string): number {
  const classes = who === "" || who.includes("a") ? "ugo" : who;
  const { bits, special, sticky } = permissionBits(letters, mode, isFolder);
  let mask = 0;
  let value = 0;
  for (const name of classes) {
    const place = CLASSES[name];
    if (place === undefined) continue;
    mask |= (7 << place.shift) | place.special;
    value |= (bits << place.shift) | (special ? place.special : 0);
  }
  if (sticky) value |= 0o1000;
  if (operator === "+") return mode | value;
  if (operator === "-") return mode & ~value;
  // `=` leaves a folder's setgid and setuid alone, as chmod does.
  return (mode & ~(isFolder ? mask & 0o777 : mask)) | value;
}

/** `--chmod`: octal (replaces all bits) or symbolic (`u=rwX,go-w`). Planning has validated the text. */
export function parseModeChange(text: string): ModeChange {
  if (/^[0-7]+$/.test(text)) {
    const fixed = Number.parseInt(text, 8);
    return { apply: () => fixed, newFolders: fixed & 0o777 & ~UMASK };
  }
  const clauses = text.split(",").map((clause) => {
    const who = /^[ugoa]*/.exec(clause)?.[0] ?? "";
    return { who, actions: [...clause.slice(who.length).matchAll(/([-+=])([rwxXstugo]*)/g)] };
  });
  const apply = (start: number, isFolder: boolean) => {
    let mode = start;
    for (const { who, actions } of clauses) {
      for (const [, operator = "", letters = ""] of actions) mode = applyClause(mode, isFolder, who, operator, letters);
    }
    return mode;
  };
  return { apply, newFolders: 0o755 };
}
