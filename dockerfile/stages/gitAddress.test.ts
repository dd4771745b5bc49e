import { describe, expect, it } from "vitest";
import { isGitAddress, parseGitAddress } from "./gitAddress.ts";

describe("addresses that ADD takes for git repositories", () => {
  const yes = [
    "https://host/a/repo.git",
    "http://host:8080/repo.git#main",
    "https://host/repo.git?branch=dev&subdir=a#",
    "git://host/repo",
    "ssh://git@host/repo",
    "git@host:a/repo.git#v1:dir",
    "deploy@host.example:repo",
  ];
  const no = [
    "https://host/repo",
    "https://host/x.git/file",
    "https://host/f?x=.git",
    "repo.git",
    "a/b",
    "github.com/a/b",
  ];
  for (const source of yes) it(`takes ${source}`, () => expect(isGitAddress(source)).toBe(true));
  for (const source of no) it(`does not take ${source}`, () => expect(isGitAddress(source)).toBe(false));
});

describe("a git address taken apart", () => {
  it("has ref and folder behind the #", () => {
    expect(parseGitAddress("https://host/repo.git#feature/x:/a/../b/")).toEqual({
      remote: "https://host/repo.git",
      protocol: "https",
      ref: "feature/x",
      subdir: "b",
      submodules: true,
    });
  });

  it("never leads out of the repository", () => {
    expect(parseGitAddress("https://h/r.git#:../../etc")).toMatchObject({ subdir: "etc" });
  });

  it("has the same in its query, and more", () => {
    const query = "branch=dev&subdir=a/b&checksum=abc&keep-git-dir&submodules=false";
    expect(parseGitAddress(`https://host/repo.git?${query}`)).toEqual({
      remote: "https://host/repo.git",
      protocol: "https",
      ref: "refs/heads/dev",
      subdir: "a/b",
      checksum: "abc",
      keepGitDir: true,
      submodules: false,
    });
    expect(parseGitAddress("https://host/repo.git?tag=v1")).toMatchObject({ ref: "refs/tags/v1" });
    expect(parseGitAddress("https://host/repo.git?ref=main#main")).toMatchObject({ ref: "main" });
  });

  it("keeps the user of an ssh address", () => {
    const address = parseGitAddress("git@host:a/repo.git#v1");
    expect(address).toMatchObject({ remote: "git@host:a/repo.git", protocol: "ssh", ref: "v1", subdir: "" });
  });

  const wrong: Record<string, string> = {
    "foo=1": 'unexpected query "foo"',
    "branch=": 'query "branch" has no value',
    "ref=a&ref=b": 'query "ref" has multiple values',
    "tag=a&branch=b": "branch conflicts with tag",
    "keep-git-dir=maybe": 'invalid keep-git-dir value: "maybe"',
    "ref=a#b": 'ref conflicts: "b" vs "a"',
    "subdir=a#:b": 'subdir conflicts: "b" vs "a"',
  };
  for (const [query, error] of Object.entries(wrong)) {
    it(`refuses ?${query}`, () => expect(parseGitAddress(`https://host/r.git?${query}`)).toEqual({ error }));
  }
});
