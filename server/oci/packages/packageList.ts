/** A package that a database has. */
export interface Package {
  readonly name: string;
  readonly version: string;
}

/** Longest name or version that is shown, in characters. */
const MAX_WORD = 300;

/** Undefined without a name or a version. */
export function packageOf(name: string | undefined, version: string | undefined): Package | undefined {
  if (!name || !version) return undefined;
  return { name: name.slice(0, MAX_WORD), version: version.slice(0, MAX_WORD) };
}
