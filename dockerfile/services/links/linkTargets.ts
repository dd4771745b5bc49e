/** The host has a letter or digit first; what else is right the server decides. */
const ADDRESS = /^https?:\/\/[\p{L}\d[][^\s/]*/iu;

/** Address of what an ADD downloads, as a browser opens it: a file's own, a Git repository's page; undefined for a path. */
export function downloadPage(source: string): string | undefined {
  const scp = /^git@([\w.-]+):([\w./~-]+)$/.exec(source.replace(/[#?].*$/, ""));
  if (scp !== null) return `https://${scp[1]}/${scp[2]?.replace(/\.git$/, "")}`;
  if (!ADDRESS.test(source)) return undefined;
  // What is behind a repository says which commit and folder, not where the page is.
  return /^([^#?]+)\.git(?:[#?].*)?$/.exec(source)?.[1] ?? source;
}

/** Addresses in running text: what closes a sentence or a bracket around one is not of it. */
export function addressesIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/\bhttps?:\/\/[^\s<>"'`\\]{1,2000}/gi)].flatMap((match) => {
    const address = trimEnd(match[0]);
    const { index: start } = match;
    return ADDRESS.test(address) ? [{ start, end: start + address.length }] : [];
  });
}

function trimEnd(address: string): string {
  let end = address.length;
  while (end > 0 && /[.,;:!?)\]}]/.test(address.charAt(end - 1))) {
    const opens = address.charAt(end - 1) === ")" && address.slice(0, end - 1).includes("(");
    if (opens) break;
    end--;
  }
  return address.slice(0, end);
}
