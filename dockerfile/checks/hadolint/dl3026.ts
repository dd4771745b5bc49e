import { splitReference } from "#contract/names/reference.ts";
import type { Range } from "#contract/range.ts";
import type { StageBase } from "../../stages/resolvedStage.ts";
import type { Rule } from "./rule.ts";

export const dl3026: Rule = {
  code: "DL3026",
  severity: "error",
  title: "Use only trusted registries",
  message: "Use only an allowed registry in the FROM image",
  why: "An image brings all its programs into the build, with all its rights. Where an organisation trusts some registries only, an image from another is a hole.",
  bad: "FROM example.com/base:1\n",
  good: "FROM docker.io/library/debian:12\n",
  config: { trustedRegistries: ["docker.io"] },
  find: ({ resolved, config: { trustedRegistries } }) => {
    if (trustedRegistries.length === 0) return [];
    const isTrusted = (base: StageBase): boolean => base.kind !== "image" || isAllowed(base.name, trustedRegistries);
    return resolved.stages.flatMap(({ base, stage: { from }, sources }) => {
      const found: { range: Range; at: Range }[] = [];
      if (!isTrusted(base)) found.push({ range: from.image.range, at: from.range });
      for (const { instruction, mount, base: source } of sources) {
        const word = mount ?? (instruction.name === "COPY" ? instruction.from : undefined);
        if (!isTrusted(source)) found.push({ range: word?.range ?? instruction.range, at: instruction.range });
      }
      return found;
    });
  },
};

function isAllowed(image: string, trusted: readonly string[]): boolean {
  const { registry } = splitReference(image);
  const names = registry === undefined ? ["docker.io", "hub.docker.com"] : [registry];
  return trusted.some((pattern) => names.some((name) => matches(pattern, name)));
}

function matches(pattern: string, name: string): boolean {
  if (pattern.startsWith("*")) return name.endsWith(pattern.slice(1));
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
