import { rmSync } from "node:fs";
import { join } from "node:path";
import { maskCredentials } from "#contract/credentials.ts";
import type { Digest } from "#contract/names/digest.ts";
import { isDigest } from "#contract/names/digest.ts";
import { ProblemError, problemError } from "#contract/problemError.ts";
import type { GitAddress } from "#dockerfile/stages/gitAddress.ts";
import type { GitSource } from "#dockerfile/steps/operation.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { writeDraft } from "../../layer/writeDraft.ts";
import type { BuildSession } from "../../session/buildSession.ts";
import { checkoutFiles } from "./checkoutFiles.ts";
import { type ChosenRef, chooseRef, isCommitId } from "./chooseRef.ts";
import { type GitSession, withGit } from "./gitSession.ts";
import { NoGitError } from "./runGit.ts";

/** Where a commit is stored that no ref of the remote names. */
const OWN_REF = "refs/strata/commit";

function failed(source: GitSource, why: string, cause?: unknown): ProblemError {
  const next = "Check the URL and the ref, and that the network and Strata's configuration allow builds to reach it.";
  const detail = `failed to fetch remote ${maskCredentials(source.address.remote)}: ${why}`;
  return problemError("build/source-missing", detail, { next }, { cause });
}

/** Errors of git and the network as problems; our own, and cancellations, unchanged. */
function asProblem(session: BuildSession, source: GitSource, error: unknown): unknown {
  if (error instanceof ProblemError || session.signal.aborted) return error;
  if (error instanceof NoGitError) {
    const next = "Install git on the build machine, or COPY the files from the context.";
    return problemError("build/unsupported", "ADD of a Git repository needs git, which is not installed.", {
      next,
    });
  }
  const isTimeout = error instanceof Error && error.name === "TimeoutError";
  const why = isTimeout ? "it timed out" : error instanceof Error ? error.message : String(error);
  return failed(source, why.replaceAll(source.address.remote, maskCredentials(source.address.remote)), error);
}

function needAgent({ downloads }: BuildSession, { remote, protocol }: GitAddress): void {
  if (protocol !== "ssh" || downloads.sshAgent !== undefined) return;
  const next = "Use its HTTPS URL if it is public, or ask the operator to set STRATA_SSH_AGENT.";
  throw problemError("build/unsupported", `no SSH key "default" forwarded for ${maskCredentials(remote)}`, { next });
}

function checkCommit({ checksum }: GitSource, chosen: ChosenRef): ChosenRef {
  if (checksum === undefined || chosen.commit.startsWith(checksum) || chosen.tag?.startsWith(checksum)) return chosen;
  const detail = `expected checksum to match ${checksum}, got ${chosen.tag ?? chosen.commit}`;
  throw problemError("build/copy", detail, {
    next: "Correct the checksum, or find out why the ref has moved.",
  });
}

/** Asks the remote for the commit. A full commit ID needs no request. */
async function choose(source: GitSource, { git, remote }: GitSession): Promise<ChosenRef> {
  const { ref } = source.address;
  const names = ref === undefined ? ["HEAD"] : [ref, `${ref}^{}`];
  const chosen = chooseRef(await git("ls-remote", "--", remote, ...names), ref);
  if (chosen !== undefined) return chosen;
  const what = ref === undefined ? "a default branch" : `ref ${ref}`;
  throw failed(source, `repository does not contain ${what}`);
}

function knownCommit({ address: { ref }, checksum }: GitSource): string | undefined {
  const named = ref ?? checksum;
  return named !== undefined && isCommitId(named) ? named : undefined;
}

const resolving = new WeakMap<BuildSession, Map<GitSource, Promise<ChosenRef>>>();

/** The commit of a source in this build: requested once. Throws a ProblemError. */
export function resolveCommit(session: BuildSession, source: GitSource): Promise<ChosenRef> {
  const known = resolving.get(session) ?? new Map<GitSource, Promise<ChosenRef>>();
  resolving.set(session, known);
  const asked = known.get(source) ?? askCommit(session, source);
  known.set(source, asked);
  return asked;
}

async function askCommit(session: BuildSession, source: GitSource): Promise<ChosenRef> {
  const commit = knownCommit(source);
  if (commit !== undefined) return checkCommit(source, { name: OWN_REF, commit });
  const { downloads, signal } = session;
  try {
    needAgent(session, source.address);
    return checkCommit(source, await withGit(downloads, source.address, signal, (git) => choose(source, git)));
  } catch (error) {
    throw asProblem(session, source, error);
  }
}

/** Only this commit if the server allows it, otherwise all of its history. */
async function fetchCommit({ git }: GitSession, { name, commit }: ChosenRef): Promise<void> {
  const [from, to] = name === OWN_REF ? [commit, OWN_REF] : [name, name === "HEAD" ? OWN_REF : name];
  try {
    await git("fetch", "--quiet", "--depth=1", "--no-tags", "--update-head-ok", "origin", `+${from}:${to}`);
  } catch (error) {
    if (name !== OWN_REF || !(error instanceof Error) || error.name !== "GitError") throw error;
    await git("fetch", "--quiet", "origin", "+refs/*:refs/remotes/origin/*");
  }
}

async function checkOut(session: GitSession, { address }: GitSource, chosen: ChosenRef): Promise<void> {
  const { git, tree, remote } = session;
  await git("init", "--quiet");
  await git("remote", "add", "origin", remote);
  await fetchCommit(session, chosen);
  // By its ID: if the ref has moved since it was resolved, this fails instead of fetching something else.
  await git("checkout", "--quiet", "--force", "--detach", chosen.commit);
  if (address.submodules) await git("submodule", "--quiet", "update", "--init", "--recursive", "--depth=1");
  await git("config", "remote.origin.url", maskCredentials(address.remote));
  await git("reflog", "expire", "--all", "--expire=now");
  rmSync(join(tree, ".git/FETCH_HEAD"), { force: true });
}

/** The files of a commit as a layer in the store. Throws a ProblemError. */
export async function fetchRepository(session: BuildSession, source: GitSource): Promise<Digest> {
  const chosen = await resolveCommit(session, source);
  const { blobs, cache, downloads, signal, now } = session;
  const { address, keepGitDir } = source;
  const factKey = digestOf(JSON.stringify(["repository", address.remote, chosen, keepGitDir, address.submodules]));
  const known = cache.fact(factKey);
  if (known !== undefined && isDigest(known) && blobs.has(known)) return known;
  try {
    needAgent(session, address);
    return await withGit(downloads, address, signal, async (git) => {
      await checkOut(git, source, chosen);
      const draft = checkoutFiles(git.tree, { maxBytes: downloads.maxBytes, keepGitDir, now });
      const { diffId } = await writeDraft(blobs, draft, signal);
      cache.setFact(factKey, diffId);
      return diffId;
    });
  } catch (error) {
    throw asProblem(session, source, error);
  }
}
