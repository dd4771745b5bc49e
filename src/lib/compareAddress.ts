/** The two images or builds that an address compares, as in `?compare=BEFORE...AFTER`; undefined if it names none. */
export function comparedIn(search: string): { readonly a: string; readonly b: string } | undefined {
  const [, a, b] = /^(\S{1,500}?)\.{3}(\S{1,500})$/.exec(new URLSearchParams(search).get("compare") ?? "") ?? [];
  return a === undefined || b === undefined ? undefined : { a, b };
}

/** For a path: the part of the address that compares them. */
export const compareSearch = ({ a, b }: { readonly a: string; readonly b: string }): string =>
  `?compare=${readable(a)}...${readable(b)}`;

/** Digests and names as people know them: neither sign has a meaning in a query. */
const readable = (ref: string): string => encodeURIComponent(ref).replaceAll("%3A", ":").replaceAll("%2F", "/");
