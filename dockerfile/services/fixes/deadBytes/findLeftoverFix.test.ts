import { beforeAll, describe, expect, it } from "vitest";
import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { applyFix } from "../../../checks/applyFix.ts";
import { parseDockerfile } from "../../../instructions/parseDockerfile.ts";
import type { Bash } from "../../../shell/shellScript.ts";
import type { LeftoverFixRequest } from "./deadFix.ts";
import { findLeftoverFix } from "./findLeftoverFix.ts";

let bash: Bash;
beforeAll(async () => {
  bash = await bashFromModules();
});

const FILES = ["app/.git/HEAD", "app/server.py"];

/** The fix for what the second line stores. */
function fixed(text: string, code: LeftoverFixRequest["code"], path: string) {
  const fix = findLeftoverFix({ code, path, storedAt: 1, contextPaths: FILES }, parseDockerfile(text), bash);
  return fix && { ...fix, text: applyFix(text, fix) };
}

describe("a cache that a RUN leaves", () => {
  it("becomes a mount", () => {
    expect(fixed("FROM a\nRUN pip install x\n", "pip-cache", "/root/.cache/pip")).toMatchObject({
      kind: "cache-mount",
      target: "/root/.cache/pip",
      text: "FROM a\nRUN --mount=type=cache,target=/root/.cache/pip pip install x\n",
    });
  });

  it("is locked for apt, whose lists stay if a later RUN needs them", () => {
    const update = "FROM a\nRUN apt-get update\n";
    expect(fixed(update, "apt-lists", "/var/lib/apt/lists")?.text).toBe(
      "FROM a\nRUN --mount=type=cache,target=/var/lib/apt/lists,sharing=locked apt-get update\n",
    );
    expect(fixed(`${update}RUN apt-get install x\n`, "apt-lists", "/var/lib/apt/lists")).toBeUndefined();
  });

  it("has no fix in somebody's home, if it is mounted, or if it is no cache", () => {
    expect(fixed("FROM a\nRUN npm ci\n", "npm-cache", "/home/node/.npm/_cacache")).toBeUndefined();
    const mounted = "FROM a\nRUN --mount=type=cache,target=/root/.cache pip install x\n";
    expect(fixed(mounted, "pip-cache", "/root/.cache/pip")).toBeUndefined();
    expect(fixed("FROM a\nRUN x\n", "logs", "/var/log")).toBeUndefined();
  });
});

describe("a folder of Git that a COPY brings", () => {
  it("is ignored", () => {
    const copy = "FROM scratch\nCOPY . /srv/\n";
    expect(fixed(copy, "git-folder", "/srv/app/.git")).toMatchObject({
      kind: "ignore",
      ignored: ["app/.git"],
      text: copy,
    });
  });

  it("stays if it is copied by name, from elsewhere, or is not in the context", () => {
    expect(fixed("FROM scratch\nCOPY app/.git /g/.git/\n", "git-folder", "/g/.git")).toBeUndefined();
    expect(fixed("FROM scratch\nCOPY --from=b . /srv/\n", "git-folder", "/srv/app/.git")).toBeUndefined();
    expect(fixed("FROM scratch\nCOPY . /srv/\n", "git-folder", "/srv/.git")).toBeUndefined();
  });

  it("stays if another COPY takes it", () => {
    const text = "FROM scratch\nCOPY . /srv/\nCOPY app/.git /g/\n";
    expect(fixed(text, "git-folder", "/srv/app/.git")).toBeUndefined();
  });
});
