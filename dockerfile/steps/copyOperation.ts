import type { Range } from "#contract/range.ts";
import { expandHeredoc } from "../expansion/expandWord.ts";
import type { AddInstruction, CopyInstruction, CopySource } from "../instructions/instruction.ts";
import { chmodError } from "../stages/chmodMode.ts";
import { isGitAddress, parseGitAddress } from "../stages/gitAddress.ts";
import { historyRow } from "./history.ts";
import type { CopyOperation, CopySourcePlan, GitSource } from "./operation.ts";
import { PlanError } from "./planError.ts";
import { expand, type StepScope } from "./scope.ts";
import { absolutePath, type StageState } from "./stageState.ts";

type Parts = Pick<CopyOperation, "root" | "parents"> &
  Partial<Pick<CopyOperation, "checksum" | "unpack">> & {
    /** `--keep-git-dir` as written; absent where it is not. */
    readonly keepGitDir?: boolean;
  };

function gitSource(url: string, range: Range, { checksum, keepGitDir }: Parts): GitSource {
  const address = parseGitAddress(url);
  if ("error" in address) throw new PlanError("dockerfile/syntax", address.error, range);
  if (checksum !== undefined && address.checksum !== undefined && checksum !== address.checksum) {
    const detail = `checksum conflicts: ${JSON.stringify(address.checksum)} vs ${JSON.stringify(checksum)}`;
    throw new PlanError("dockerfile/syntax", detail, range);
  }
  const expected = checksum ?? address.checksum;
  return {
    kind: "git",
    url,
    address,
    keepGitDir: keepGitDir ?? address.keepGitDir ?? false,
    ...(expected !== undefined && { checksum: expected }),
  };
}

function pathSource(
  source: CopySource & { kind: "path" },
  instruction: CopyInstruction | AddInstruction,
  state: StageState,
  scope: StepScope,
  parts: Parts,
): CopySourcePlan {
  const { range } = source.path;
  const path = expand(source.path, state, scope);
  const git = isGitAddress(path);
  const url = !git && /^https?:\/\//.test(path);
  if (!git && !url) return { kind: "path", path };
  if (instruction.name === "COPY") {
    const what = git ? "source can't be a git ref for COPY" : "source can't be a URL for COPY";
    throw new PlanError("dockerfile/syntax", what, range, { next: "Use ADD, which downloads." });
  }
  return git ? gitSource(path, range, parts) : { kind: "url", url: path };
}

function contentSource(source: CopySource & { kind: "heredoc" }, state: StageState): CopySourcePlan {
  const { name, body, expand: expands, range } = source.heredoc;
  if (!expands) return { kind: "content", name, text: body };
  const result = expandHeredoc(body, (variable) => state.env.get(variable));
  if (result.error !== undefined) throw new PlanError("dockerfile/syntax", result.error.message, range);
  return { kind: "content", name, text: result.value };
}

/** The destination as BuildKit resolves it: under the WORKDIR, a trailing slash kept; `.` and "" are the folder itself. */
function resolveDestination(state: StageState, path: string): string {
  const asFolder = path === "" || path === "." || path.endsWith("/") || path.endsWith("/.");
  const absolute = absolutePath(state.config.WorkingDir ?? "/", path);
  return asFolder && absolute !== "/" ? `${absolute}/` : absolute;
}

/** COPY and ADD differ in where files may come from and in unpacking; the rest is one. */
export function planCopyOperation(
  state: StageState,
  instruction: CopyInstruction | AddInstruction,
  scope: StepScope,
  id: string,
  parts: Parts,
): CopyOperation {
  const { name, chown: chownWord, chmod: chmodWord } = instruction;
  const paths = instruction.sources.filter((source) => source.kind === "path");
  const heredocs = instruction.sources.filter((source) => source.kind === "heredoc");
  const sources = [
    ...paths.map((source) => pathSource(source, instruction, state, scope, parts)),
    ...heredocs.map((source) => contentSource(source, state)),
  ];
  const destination = expand(instruction.destination, state, scope);
  const chown = chownWord && expand(chownWord, state, scope);
  const chmod = chmodWord && expand(chmodWord, state, scope);
  const wrongMode = chmod && chmodError(chmod);
  if (wrongMode) throw new PlanError("dockerfile/syntax", wrongMode, chmodWord?.range);
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
    excludes: instruction.excludes.map((word) => expand(word, state, scope)),
    ...(chown && { chown }),
    ...(chmod && { chmod }),
    ...kept,
  };
}
