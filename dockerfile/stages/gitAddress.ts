/** A git repository as ADD names it: `https://host/repo.git#ref:subdir`, or with `?branch=…&subdir=…` before the `#`. */
export interface GitAddress {
  /** What git is given: no query, no fragment. */
  readonly remote: string;
  readonly protocol: "http" | "https" | "ssh" | "git";
  /** Branch, tag, full ref name or commit; the default branch where absent. */
  readonly ref?: string;
  /** Folder in the repository, without slashes around it; "" is all of it. */
  readonly subdir: string;
  /** The commit that it must be, or the beginning of its id. */
  readonly checksum?: string;
  /** What the query says; a flag of the instruction counts where absent. */
  readonly keepGitDir?: boolean;
  readonly submodules: boolean;
}

export interface GitAddressError {
  readonly error: string;
}

/** `user@host:path`, which ssh alone understands. */
const SCP_FORM = /^[a-zA-Z0-9-_]+@[a-zA-Z0-9-.]+:(?!\/\/)/;
const PROTOCOL = /^(https?|ssh|git):\/\//;

/** Whether ADD takes this source for a git repository (dfgitutil's ParseGitRef): HTTP wants a path that ends in `.git`. */
export function isGitAddress(source: string): boolean {
  if (source.startsWith("github.com/")) return false;
  if (SCP_FORM.test(source)) return true;
  const protocol = PROTOCOL.exec(source)?.[1];
  if (protocol === undefined) return false;
  return protocol === "ssh" || protocol === "git" || /\.git$/.test(cutAddress(source).remote);
}

function cutAddress(source: string): { remote: string; query: string; fragment: string } {
  const hash = source.indexOf("#");
  const [before, fragment] = hash < 0 ? [source, ""] : [source.slice(0, hash), source.slice(hash + 1)];
  const mark = before.indexOf("?");
  return mark < 0
    ? { remote: before, query: "", fragment }
    : { remote: before.slice(0, mark), query: before.slice(mark + 1), fragment };
}

function cleanSubdir(text: string): string {
  const parts: string[] = [];
  for (const part of text.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Percent signs that are not escapes stay unchanged. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** Words of the query, each once; `keep-git-dir` and `submodules` may stand alone. */
function readQuery(query: string): ReadonlyMap<string, string> | GitAddressError {
  const words = new Map<string, string>();
  for (const pair of query.split("&").filter((text) => text !== "")) {
    const equals = pair.indexOf("=");
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? "" : decode(pair.slice(equals + 1));
    if (!QUERY_WORDS.includes(name)) return { error: `unexpected query ${JSON.stringify(name)}` };
    if (words.has(name)) return { error: `query ${JSON.stringify(name)} has multiple values` };
    const mayBeEmpty = name === "keep-git-dir" || name === "submodules";
    if (value === "" && !mayBeEmpty) return { error: `query ${JSON.stringify(name)} has no value` };
    words.set(name, value);
  }
  return words;
}

const QUERY_WORDS = ["ref", "tag", "branch", "subdir", "checksum", "commit", "keep-git-dir", "submodules"];

/** What Go's `strconv.ParseBool` takes; "" is true. */
function readSwitch(words: ReadonlyMap<string, string>, name: string): boolean | GitAddressError | undefined {
  const value = words.get(name);
  if (value === undefined) return undefined;
  if (/^(|1|t|T|TRUE|true|True)$/.test(value)) return true;
  if (/^(0|f|F|FALSE|false|False)$/.test(value)) return false;
  return { error: `invalid ${name} value: ${JSON.stringify(value)}` };
}

function withPrefix(prefix: string, name: string | undefined): string | undefined {
  return name === undefined || name.startsWith(prefix) ? name : `${prefix}${name}`;
}

/** The one ref that fragment, `ref`, `tag` and `branch` name; they may repeat each other and not differ. */
function readRef(fragmentRef: string, words: ReadonlyMap<string, string>): string | undefined | GitAddressError {
  const tag = withPrefix("refs/tags/", words.get("tag"));
  const branch = withPrefix("refs/heads/", words.get("branch"));
  if (tag !== undefined && branch !== undefined) return { error: "branch conflicts with tag" };
  let ref = fragmentRef === "" ? undefined : fragmentRef;
  for (const other of [words.get("ref"), tag, branch]) {
    if (other === undefined) continue;
    if (ref !== undefined && ref !== other) {
      return { error: `ref conflicts: ${JSON.stringify(ref)} vs ${JSON.stringify(other)}` };
    }
    ref = other;
  }
  return ref;
}

function isError(value: unknown): value is GitAddressError {
  return typeof value === "object" && value !== null && "error" in value;
}

/** Takes an address apart that `isGitAddress` says yes to; the error is BuildKit's. */
export function parseGitAddress(source: string): GitAddress | GitAddressError {
  const { remote, query, fragment } = cutAddress(source);
  const words = readQuery(query);
  if (isError(words)) return words;
  const colon = fragment.indexOf(":");
  const [fragmentRef, fragmentDir] = colon < 0 ? [fragment, ""] : [fragment.slice(0, colon), fragment.slice(colon + 1)];
  const queryDir = words.get("subdir");
  if (fragmentDir !== "" && queryDir !== undefined && queryDir !== fragmentDir) {
    return { error: `subdir conflicts: ${JSON.stringify(fragmentDir)} vs ${JSON.stringify(queryDir)}` };
  }
  const ref = readRef(fragmentRef, words);
  const keepGitDir = readSwitch(words, "keep-git-dir");
  const submodules = readSwitch(words, "submodules");
  for (const part of [ref, keepGitDir, submodules]) if (isError(part)) return part;
  const checksum = words.get("checksum") ?? words.get("commit");
  const protocol = PROTOCOL.exec(remote)?.[1];
  return {
    remote,
    protocol: protocol === "http" || protocol === "https" || protocol === "git" ? protocol : "ssh",
    subdir: cleanSubdir(queryDir ?? fragmentDir),
    submodules: submodules !== false,
    ...(typeof ref === "string" && { ref }),
    ...(checksum !== undefined && { checksum }),
    ...(typeof keepGitDir === "boolean" && { keepGitDir }),
  };
}
