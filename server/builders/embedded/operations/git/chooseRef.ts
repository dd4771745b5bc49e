/** The ref of a repository for a name, and its commit. */
export interface ChosenRef {
  /** Full name; a name of its own if only the commit is known. */
  readonly name: string;
  readonly commit: string;
  /** The tag's own object, if it is an annotated one. */
  readonly tag?: string;
}

const FULL_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

export function isCommitId(text: string): boolean {
  return FULL_ID.test(text);
}

function readRefs(listing: string): ReadonlyMap<string, string> {
  const refs = new Map<string, string>();
  for (const line of listing.split("\n")) {
    const [id = "", name] = line.split("\t");
    if (name !== undefined && isCommitId(id)) refs.set(name, id);
  }
  return refs;
}

/**
 * Chooses among what `git ls-remote` lists, as BuildKit does: the name itself, then a branch, then a tag. Without a name
 * it is what HEAD points to.
 */
export function chooseRef(listing: string, wanted: string | undefined): ChosenRef | undefined {
  const refs = readRefs(listing);
  const rest = wanted?.replace(/^refs\//, "");
  const names = rest === undefined ? ["HEAD"] : [`refs/${rest}`, `refs/heads/${wanted}`, `refs/tags/${wanted}`];
  const name = [...names, ...(wanted === "HEAD" ? ["HEAD"] : [])].find((candidate) => refs.has(candidate));
  const id = name === undefined ? undefined : refs.get(name);
  if (name === undefined || id === undefined) return undefined;
  const peeled = refs.get(`${name}^{}`);
  return peeled === undefined ? { name, commit: id } : { name, commit: peeled, tag: id };
}
