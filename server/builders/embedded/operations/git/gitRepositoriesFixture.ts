import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";

const IDENTITY = {
  GIT_AUTHOR_NAME: "A",
  GIT_AUTHOR_EMAIL: "a@example.com",
  GIT_AUTHOR_DATE: "2020-01-02T03:04:05Z",
  GIT_COMMITTER_NAME: "A",
  GIT_COMMITTER_EMAIL: "a@example.com",
  GIT_COMMITTER_DATE: "2020-01-02T03:04:05Z",
  GIT_CONFIG_NOSYSTEM: "1",
  HOME: "/nonexistent",
  PATH: process.env.PATH ?? "",
};

/** Git in one folder, as the same person at the same moment: the same files give the same commits on every machine. */
function gitIn(dir: string): (...args: string[]) => string {
  fs.mkdirSync(dir, { recursive: true });
  return (...args) => execFileSync("git", args, { cwd: dir, env: IDENTITY, encoding: "utf8" }).trim();
}

function commitAll(git: (...args: string[]) => string, message: string): string {
  git("add", "-A");
  git("commit", "-q", "-m", message);
  return git("rev-parse", "HEAD");
}

function publish(git: (...args: string[]) => string, bare: string): void {
  git("clone", "-q", "--bare", ".", bare);
  // As on the large hosts: a commit may be requested by its ID.
  git("--git-dir", bare, "config", "uploadpack.allowAnySHA1InWant", "true");
  git("--git-dir", bare, "update-server-info");
}

/** IDs of the commits in the fixture's repositories. */
export interface FixtureCommits {
  readonly first: string;
  readonly main: string;
  readonly dev: string;
}

function makePlain(dir: string, bare: string): FixtureCommits {
  const git = gitIn(dir);
  git("init", "-q", "-b", "main");
  fs.writeFileSync(join(dir, "README"), "one\n");
  fs.mkdirSync(join(dir, "bin"));
  fs.writeFileSync(join(dir, "bin/run.sh"), "#!/bin/sh\necho run\n", { mode: 0o755 });
  fs.mkdirSync(join(dir, "sub/deep"), { recursive: true });
  fs.writeFileSync(join(dir, "sub/inner.txt"), "inner\n");
  fs.writeFileSync(join(dir, "sub/deep/leaf"), "leaf\n");
  fs.symlinkSync("README", join(dir, "link"));
  const first = commitAll(git, "first");
  git("tag", "v1");
  fs.writeFileSync(join(dir, "README"), "two\n");
  fs.writeFileSync(join(dir, ".dockerignore"), "bin\n");
  const main = commitAll(git, "second");
  git("tag", "-a", "-m", "annotated", "v2");
  git("checkout", "-q", "-b", "dev", "v1");
  fs.writeFileSync(join(dir, "dev.txt"), "dev\n");
  const dev = commitAll(git, "dev");
  git("checkout", "-q", "main");
  publish(git, bare);
  return { first, main, dev };
}

/** A repository with another as its submodule, by a relative URL. */
function makeSuper(dir: string, bare: string, module: string): void {
  const git = gitIn(dir);
  git("init", "-q", "-b", "main");
  fs.writeFileSync(join(dir, "top"), "top\n");
  fs.writeFileSync(join(dir, ".gitmodules"), '[submodule "mod"]\n\tpath = mods/plain\n\turl = ../plain.git\n');
  git("add", "-A");
  git("update-index", "--add", "--cacheinfo", `160000,${module},mods/plain`);
  git("commit", "-q", "-m", "with a submodule");
  publish(git, bare);
}

/** Makes `plain.git` (branches main and dev, tags v1 and v2) and `super.git` below `dir`. */
export function makeRepositories(dir: string): FixtureCommits {
  const work = join(dir, "work");
  const commits = makePlain(join(work, "plain"), join(dir, "plain.git"));
  makeSuper(join(work, "super"), join(dir, "super.git"), commits.main);
  fs.rmSync(work, { recursive: true });
  return commits;
}
