import { expandHeredoc } from "../expansion/expandWord.ts";
import type { AddInstruction, CopyInstruction, CopySource } from "../instructions/instruction.ts";
import { type GitAddress, isGitAddress, parseGitAddress } from "../stages/gitAddress.ts";
import { historyRow } from "./history.ts";
import type { CopyOperation, CopySourcePlan, GitSource } from "./operation.ts";
import { expand } from "./scope.ts";
import { absolutePath, type StageState } from "./stageState.ts";

type Parts = Pick<CopyOperation, "root" | "parents"> &
  Partial<Pick<CopyOperation, "checksum" | "unpack">> & {
    /** `--keep-git-dir` as written; absent without it. */
    readonly keepGitDir?: boolean;
  };

function gitSource(url: string, address: GitAddress, { checksum, keepGitDir }: Parts): GitSource {
  const expected = checksum || address.checksum;
  return {
    kind: "git",
    url,
    address,
    keepGitDir: keepGitDir ?? address.keepGitDir ?? false,
    ...(expected !== undefined && { checksum: expected }),
  };
}

function pathSource(path: string, parts: Parts): CopySourcePlan {
  const address = isGitAddress(path) ? parseGitAddress(path) : undefined;
  if (address !== undefined && !("error" in address)) return gitSource(path, address, parts);
  return /^https?:\/\//.test(path) ? { kind: "url", url: path } : { kind: "path", path };
}

function contentSource({ heredoc }: CopySource & { kind: "heredoc" }, { variables }: StageState): CopySourcePlan {
  const { name, body, expand: expands } = heredoc;
  return { kind: "content", name, text: expands ? expandHeredoc(body, variables.lookup).value : body };
}

/** The destination as BuildKit resolves it: under the WORKDIR, a trailing slash kept; `.` and "" are the folder itself. */
function resolveDestination(state: StageState, path: string): string {
  const asFolder = path === "" || path === "." || path.endsWith("/") || path.endsWith("/.");
  const absolute = absolutePath(state.config.WorkingDir ?? "/", path);
  return asFolder && absolute !== "/" ? `${absolute}/` : absolute;
}

/** COPY and ADD differ in their sources and in unpacking; everything else is shared. */
export function planCopyOperation(
  state: StageState,
  instruction: CopyInstruction | AddInstruction,
  id: string,
  parts: Parts,
): CopyOperation {
  const { name, chown: chownWord, chmod: chmodWord } = instruction;
  const paths = instruction.sources.filter((source) => source.kind === "path");
  const heredocs = instruction.sources.filter((source) => source.kind === "heredoc");
  const sources = [
    ...paths.map((source) => pathSource(expand(source.path, state), parts)),
    ...heredocs.map((source) => contentSource(source, state)),
  ];
  const destination = expand(instruction.destination, state);
  const chown = chownWord && expand(chownWord, state);
  const chmod = chmodWord && expand(chmodWord, state);
  const { keepGitDir: _keepGitDir, ...kept } = parts;
  const words = [
    name,
    ...(parts.parents ? ["--parents"] : []),
    ...(chown ? [`--chown=${chown}`] : []),
    ...(chmod ? [`--chmod=${chmod}`] : []),
    ...sources.map((source) =>
      source.kind === "content" ? `<<${source.name}` : source.kind === "path" ? source.path : source.url,
    ),
    destination,
  ];
  state.history.push(historyRow(words.join(" "), id, "content"));
  return {
    kind: "copy",
    instruction: name,
    sources,
    destination: resolveDestination(state, destination),
    link: instruction.link,
    // As they are: BuildKit replaces no variables in them.
    excludes: instruction.excludes.map(({ raw }) => raw),
    ...(chown && { chown }),
    ...(chmod && { chmod }),
    ...kept,
  };
}
