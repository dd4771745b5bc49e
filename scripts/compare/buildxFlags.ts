import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Case } from "./readCase.ts";

function pairs(flag: string, values: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
}

/** Where a case's folders lie: as we see them, and as the engine does. */
interface Places {
  readonly here: string;
  readonly inside: string;
}

/** What `docker build` is told of a case. Secrets are written where the engine's client finds them. */
export function buildxFlags({ id: caseId, options }: Case, { here, inside }: Places): string[] {
  const { target, buildArgs, platform, network, labels, noCacheFilter, secrets = {}, namedContexts = {} } = options;
  const secretFlags = Object.entries(secrets).flatMap(([id, value]) => {
    const file = `${caseId}.${id}.secret`;
    writeFileSync(join(here, file), value);
    return ["--secret", `id=${id},src=${join(inside, file)}`];
  });
  const contexts = Object.entries(namedContexts).map(([context, value]): [string, string] => [
    context,
    value.includes("://") ? value : join(inside, `${caseId}.contexts`, value),
  ]);
  return [
    ...(target === undefined ? [] : ["--target", target]),
    ...(platform === undefined ? [] : ["--platform", platform]),
    ...(network === undefined ? [] : ["--network", network]),
    ...(noCacheFilter === undefined ? [] : ["--no-cache-filter", noCacheFilter.join(",")]),
    ...pairs("--build-arg", buildArgs),
    ...pairs("--label", labels),
    ...pairs("--build-context", Object.fromEntries(contexts)),
    ...secretFlags,
  ];
}
