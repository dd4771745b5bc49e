import type { Dockerfile } from "./parseDockerfile.ts";
import { type MountSettings, parseMount } from "./runMount.ts";

/** The secret that a mount needs: `source` is an alias of `id`; without either, the target names it. */
export function secretIdOf({ id, source, target = "" }: MountSettings["options"]): string {
  return source ?? id ?? lastName(target);
}

/** The IDs of the secrets that the RUNs of a Dockerfile mount, each once. One with a variable is known only in a build. */
export function mountedSecrets({ stages }: Dockerfile): string[] {
  const ids = stages
    .flatMap(({ instructions }) => instructions)
    .flatMap((instruction) => (instruction.name === "RUN" ? instruction.mounts : []))
    .flatMap(({ raw }) => {
      const settings = parseMount(raw);
      return "error" in settings || settings.type !== "secret" ? [] : [secretIdOf(settings.options)];
    });
  return [...new Set(ids)].filter((id) => id !== "" && !id.includes("$"));
}

function lastName(path: string): string {
  return path.split("/").findLast((name) => name !== "") ?? "";
}
