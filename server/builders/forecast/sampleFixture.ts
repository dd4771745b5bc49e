import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Forecast, PlanRequest } from "#contract/plan.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import { type Case, contextTar, readCases } from "../../../scripts/compare/readCase.ts";
import type { Builder, RunningEvent } from "../builder.ts";
import { disagreements } from "./agreementFixture.ts";

const SAMPLES = resolve(import.meta.dirname, "../../../testdata/conformance");
/** Engines keep what earlier runs of these tests built. */
const NEW_TEXT = `changed since the last build: ${randomUUID()}\n`;
const never = new AbortController().signal;

interface Tested {
  readonly builder: Builder;
  readonly contexts: ContextStore;
}

/** A forecast, the build after it, and where they differ. */
export interface Compared {
  readonly name: string;
  readonly forecast: Forecast;
  readonly finished: FinishedEvent;
  readonly differences: readonly string[];
}

/** For tests: every n-th conformance case, with its name. */
export function sampleCases(every: number): (readonly [string, Case])[] {
  const cases = readCases(SAMPLES, []).filter((each, index) => index % every === 0 && !needsServer(each));
  return cases.map((each) => [each.name, each] as const);
}

function needsServer({ options: { buildArgs = {} } }: Case): boolean {
  return Object.values(buildArgs).some((value) => value.includes("{server}"));
}

/** The case's context, with one file in place of another if a path is given. */
async function contextOf(
  contexts: ContextStore,
  dir: string,
  changed?: { path: string; mode: number },
): Promise<Digest> {
  async function* tar(): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of contextTar(dir)) if (chunk !== TAR_END) yield chunk;
    const size = Buffer.byteLength(NEW_TEXT);
    if (changed !== undefined) {
      yield tarHeader({ ...changed, type: "file", uid: 0, gid: 0, size, mtime: 0 });
      yield Buffer.from(NEW_TEXT);
      yield tarPadding(size);
    }
    yield TAR_END;
  }
  const { digest } = await contexts.fromTar(Readable.from(tar()));
  return digest;
}

function askedOf(context: Digest, { options }: Case): PlanRequest {
  const { target, buildArgs, platform, network, labels, noCacheFilter } = options;
  return {
    context,
    ...(target !== undefined && { target }),
    ...(buildArgs !== undefined && { buildArgs }),
    ...(platform !== undefined && { platform }),
    ...(network !== undefined && { network }),
    ...(labels !== undefined && { labels }),
    ...(noCacheFilter !== undefined && { noCacheFilter: [...noCacheFilter] }),
  };
}

async function compare(
  { builder }: Tested,
  { name, workspace }: { readonly name: string; readonly workspace: string },
  planned: PlanRequest,
  built: PlanRequest & Pick<Case["options"], "secrets">,
): Promise<Compared> {
  const forecast = await builder.plan?.({ workspace, request: planned }, never);
  if (forecast === undefined) throw new Error(`the builder ${builder.id} can't plan`);
  const events: RunningEvent[] = [];
  const finished = await builder.build({ id: "b", workspace, request: built }, (event) => events.push(event), never);
  return { name, forecast, finished, differences: disagreements(forecast, events, finished) };
}

/**
 * For tests: forecasts and builds a case three times: first, the same again, and with one file changed. `mayBuild` says
 * whether to build after a forecast; if not, it is not built again either.
 */
export async function compareSample(
  tested: Tested,
  name: string,
  sample: Case,
  mayBuild: (forecast: Forecast) => boolean = () => true,
): Promise<Compared[]> {
  const { contexts, builder } = tested;
  const context = await contextOf(contexts, sample.dir);
  const asked = askedOf(context, sample);
  const { secrets } = sample.options;
  const withSecrets = (request: PlanRequest) => ({ ...request, ...(secrets && { secrets: { ...secrets } }) });
  const first = await builder.plan?.({ workspace: name, request: asked }, never);
  if (first === undefined || !mayBuild(first)) return [];
  const compared = [
    await compare(tested, { name, workspace: name }, asked, withSecrets(asked)),
    await compare(tested, { name: `${name}, again`, workspace: name }, asked, withSecrets(asked)),
  ];
  const file = contexts
    .look(context)
    .entries.find(({ path, type }) => type === "file" && !/dockerfile|dockerignore/i.test(path));
  if (file === undefined) return compared;
  const { path, mode } = file;
  const edited = { ...asked, contextChanges: { files: [{ path, mode, text: NEW_TEXT }] } };
  const built = { ...asked, context: await contextOf(contexts, sample.dir, { path, mode }) };
  return [
    ...compared,
    await compare(tested, { name: `${name}, a file changed`, workspace: name }, edited, withSecrets(built)),
  ];
}
