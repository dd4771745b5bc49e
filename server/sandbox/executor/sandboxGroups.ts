import { readdirSync } from "node:fs";

/** For tests: the control groups of sandboxes with this in their name, by path. */
export function sandboxGroups(part: string): string[] {
  try {
    return readdirSync("/sys/fs/cgroup", { recursive: true, encoding: "utf8" }).filter((path) =>
      (path.split("/").at(-1) ?? "").includes(`strata-${part}`),
    );
  } catch {
    return [];
  }
}
