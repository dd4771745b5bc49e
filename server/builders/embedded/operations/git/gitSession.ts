import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { maskCredentials } from "#contract/credentials.ts";
import { problemError } from "#contract/problemError.ts";
import type { GitAddress } from "#dockerfile/stages/gitAddress.ts";
import type { Downloads } from "../../sources/downloads.ts";
import { openEgressProxy } from "./egressProxy.ts";
import { findRemote, type GitRemote } from "./gitRemote.ts";
import { GitError, type GitSurroundings, runGit } from "./runGit.ts";
import { watchSize } from "./watchSize.ts";

/** Git in a temporary folder, under the build's rules for addresses and disk. */
export interface GitSession {
  /** The folder for a repository's files; empty at first. */
  readonly tree: string;
  /** The URL for git, which gets the login another way. */
  readonly remote: string;
  git(...args: string[]): Promise<string>;
}

const TUNNEL = fileURLToPath(new URL("./connectThroughProxy.ts", import.meta.url));

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The program through which `git://` and ssh connect: git starts it by its name alone. */
function writeTunnel(folder: string): string {
  const path = join(folder, "tunnel");
  const node = [process.execPath, ...process.execArgv.filter((word) => !word.startsWith("--inspect"))];
  writeFileSync(path, `#!/bin/sh\nexec ${[...node, TUNNEL].map(quoted).join(" ")} "$@"\n`);
  chmodSync(path, 0o700);
  return path;
}

/** Only the four protocols of remote repositories; no hooks, no helpers, no daemons left behind. */
const RULES = [
  ["protocol.allow", "never"],
  ["protocol.https.allow", "always"],
  ["protocol.http.allow", "always"],
  ["protocol.git.allow", "always"],
  ["protocol.ssh.allow", "always"],
  ["core.hooksPath", "/dev/null"],
  ["core.fsmonitor", "false"],
  ["core.askPass", ""],
  ["credential.helper", ""],
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
  ["init.defaultBranch", "master"],
  ["advice.detachedHead", "false"],
  ["http.lowSpeedLimit", "1"],
  ["http.lowSpeedTime", "60"],
] as const;

function sshCommand(folder: string, tunnel: string): string {
  const options = [
    "BatchMode=yes",
    "ConnectTimeout=30",
    "StrictHostKeyChecking=accept-new",
    `UserKnownHostsFile=${join(folder, "known_hosts")}`,
    `ProxyCommand=${quoted(tunnel)} %h %p`,
  ];
  return ["ssh", "-F", "/dev/null", ...options.flatMap((option) => ["-o", quoted(option)])].join(" ");
}

/** Opens a session for one URL, does `work` with it, and removes everything again. */
export async function withGit<Result>(
  downloads: Downloads,
  { remote }: GitAddress,
  buildSignal: AbortSignal,
  work: (session: GitSession) => Promise<Result>,
): Promise<Result> {
  if (!downloads.allowed) throw new Error(downloads.reason);
  const folder = downloads.newFolder();
  const proxy = await openEgressProxy(downloads);
  const tunnel = writeTunnel(folder.work);
  const large = watchSize(folder.upper, downloads.maxBytes, () =>
    problemError("build/disk", `The repository ${maskCredentials(remote)} is larger than ${downloads.maxBytes} bytes.`),
  );
  const late = AbortSignal.timeout(downloads.maxSeconds * 1000);
  const signal = AbortSignal.any([buildSignal, large.signal, late]);
  const surroundings = (config: GitRemote["config"]): GitSurroundings => ({
    config: [
      ...RULES,
      ...config,
      ["http.proxy", proxy.url],
      ["http.proxyAuthMethod", "basic"],
      ["core.gitProxy", tunnel],
    ],
    env: {
      GIT_SSH_COMMAND: sshCommand(folder.work, tunnel),
      ...(downloads.sshAgent !== undefined && { SSH_AUTH_SOCK: downloads.sshAgent }),
      STRATA_TUNNEL: `${proxy.port} ${proxy.authorization}`,
    },
    signal,
  });
  try {
    const found = await findRemote(downloads, remote, signal);
    return await work({
      tree: folder.upper,
      remote: found.remote,
      git: (...args) => runGit(folder.upper, args, surroundings(found.config)),
    });
  } catch (error) {
    if (large.signal.aborted) throw large.signal.reason;
    const refusal = proxy.refusal();
    throw error instanceof GitError && refusal !== undefined ? new GitError(refusal) : error;
  } finally {
    large.stop();
    proxy.close();
    await folder.discard();
  }
}
