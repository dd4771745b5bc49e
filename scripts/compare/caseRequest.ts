import { join } from "node:path";
import { type BuildRequest, buildRequestSchema } from "#contract/build.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import { type Case, contextTar } from "./readCase.ts";

/** A case as a request for a build. */
export async function caseRequest(contexts: ContextStore, test: Case, tags: readonly string[]): Promise<BuildRequest> {
  const { prints: _prints, fails: _fails, ignore: _ignore, ...asked } = test.options;
  const context = await contexts.fromTar(contextTar(test.dir));
  const named = await namedContexts(contexts, test);
  return buildRequestSchema.parse({ ...asked, context: context.digest, tags, namedContexts: named });
}

/** Named contexts of a case as a request has them: folders by the digest of their context. */
async function namedContexts(contexts: ContextStore, { dir, options }: Case): Promise<Record<string, string>> {
  const entries = Object.entries(options.namedContexts ?? {}).map(async ([name, value]) => {
    if (value.includes("://")) return [name, value];
    return [name, (await contexts.fromTar(contextTar(join(dir, "contexts", value)))).digest];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** A case with the address of our server where it wants one. */
export function withServer(test: Case, origin: string): Case {
  const { buildArgs } = test.options;
  if (buildArgs === undefined) return test;
  const filled = Object.entries(buildArgs).map(([name, value]) => [name, value.replaceAll("{server}", origin)]);
  return { ...test, options: { ...test.options, buildArgs: Object.fromEntries(filled) } };
}
