import type { Build } from "#contract/build.ts";
import { buildSchema } from "#contract/build.ts";
import { ProblemError } from "#contract/problemError.ts";
import { NEWEST, type Need, type Since } from "#lessons/checks/facts.ts";
import { planKey } from "#lessons/checks/planEdit.ts";
import { openContextStore } from "#server/contexts/contextStore.ts";
import type { CommandLog } from "./commandLog.ts";
import { gatherContainers } from "./gatherContainers.ts";
import type { Gathering } from "./gathering.ts";
import type { LessonServices, WorkspacePlace } from "./lessonServices.ts";
import type { LessonThreads } from "./lessonThreads.ts";
import { withFolders } from "./planRequestOf.ts";
import type { ScriptRunner } from "./scriptRunner.ts";
import type { Json, Seen, SeenImage } from "./seen.ts";

export interface Sources {
  readonly services: LessonServices;
  readonly threads: LessonThreads;
  readonly commands: CommandLog;
  readonly scripts: ScriptRunner;
}

/** Builds that are looked through for one of the workspace. */
const LAST_BUILDS = 20;

/** Looks up what goals need, and nothing else. What is not there is left out; throws if the workspace is not found. */
export async function gatherSeen(needs: readonly Need[], about: Gathering, sources: Sources): Promise<Seen> {
  const { services, threads, commands, scripts } = sources;
  const { json: workspace } = await services.bodies.workspaces.read(about.place);
  const kinds = <Kind extends Need["kind"]>(kind: Kind) =>
    needs.filter((need): need is Extract<Need, { kind: Kind }> => need.kind === kind);
  const [findings, plans, images, containers, scripted] = await Promise.all([
    each(kinds("findings"), async ({ path }) => {
      const text = await threads.ask({ about: "dockerfile", workspace, path });
      return text === undefined ? undefined : ([path, await services.checker.check({ text, input: {} })] as const);
    }),
    each(kinds("plan"), async ({ edit }) => {
      const asked = await threads.ask({ about: "plan", workspace, edit });
      if (asked === undefined) return undefined;
      // It has the cache.
      const builder = newestBuild(about.place, 0, services.builds)?.assignment?.builder;
      const request = withFolders(asked, openContextStore(services.blobs), builder);
      return [planKey(edit), await services.builds.plan(about.place.owner, request, about.signal)] as const;
    }),
    each(joined(kinds("image")), (need) => seeImage(need, about, services)),
    gatherContainers(kinds("containers"), about, services),
    each(kinds("script"), async ({ file, text }) => {
      const { place, background: before, signal } = about;
      const ran = await scripts.run({ place, workspace, before, text, signal });
      return ran && ([file, ran] as const);
    }),
  ]);
  return {
    workspace,
    findings,
    plans,
    builds: seeBuilds(kinds("build"), about, services),
    images,
    containers,
    commands: kinds("commands").length > 0 ? commands.since(about.place.id, about.stepBegan) : [],
    registry: kinds("registry").flatMap(({ reference }) =>
      services.isPushed(about.place.owner, reference) ? reference : [],
    ),
    scripts: scripted,
  };
}

/** One after the other: each may be as much work as a request. */
async function each<T, R>(all: readonly T[], see: (one: T) => Promise<R | undefined>): Promise<R[]> {
  const seen: R[] = [];
  for (const one of all) {
    const found = await see(one).catch(unlessProblem);
    if (found !== undefined) seen.push(found);
  }
  return seen;
}

function unlessProblem(error: unknown): undefined {
  if (!(error instanceof ProblemError)) throw error;
}

function seeBuilds(
  needs: readonly { readonly since: Since }[],
  { place, stepBegan, lessonBegan }: Gathering,
  { builds }: LessonServices,
): readonly (readonly [Since, Build])[] {
  return needs.flatMap(({ since }) => {
    const build = newestBuild(place, since === "step" ? stepBegan : lessonBegan, builds);
    return build === undefined ? [] : [[since, build] as const];
  });
}

/** Builds of other workspaces don't count; those that don't say whose they are do. */
function newestBuild(
  { owner, id }: WorkspacePlace,
  since: number,
  builds: LessonServices["builds"],
  isMeant: (build: Pick<Build, "state">) => boolean = () => true,
): Build | undefined {
  const found = builds.kept
    .list(owner, { limit: LAST_BUILDS })
    .builds.find((build) => (build.workspace ?? id) === id && build.createdAt >= since && isMeant(build));
  return found && buildSchema.parse(JSON.parse(builds.kept.text(owner, found.id)));
}

/** The same image is opened once, whatever is asked of it. */
function joined(needs: readonly Extract<Need, { kind: "image" }>[]): readonly Extract<Need, { kind: "image" }>[] {
  const byReference = new Map<string, Set<string>>();
  for (const { reference, paths } of needs) {
    const all = byReference.get(reference) ?? new Set();
    for (const path of paths) all.add(path);
    byReference.set(reference, all);
  }
  return [...byReference].map(([reference, paths]) => ({ kind: "image", reference, paths: [...paths] }));
}

async function seeImage(
  { reference, paths }: Extract<Need, { kind: "image" }>,
  { place, lessonBegan }: Gathering,
  { imageReader, images, builds }: LessonServices,
): Promise<SeenImage | undefined> {
  const isDone = ({ state }: Pick<Build, "state">) => state === "done";
  const ref = reference === NEWEST ? newestBuild(place, lessonBegan, builds, isDone)?.image?.id : reference;
  if (ref === undefined) return undefined;
  const image = { workspace: place.owner, ref };
  const detail = await imageReader.look(image, { at: "image" });
  const stack = await imageReader.look(image, { at: "stack" });
  const files = await each(
    paths,
    async (path): Promise<readonly [string, Json]> => [path, await imageReader.look(image, { at: "files", path })],
  );
  // A base image that nobody here made is as good as new.
  const isEarlier = (images.touchedAt(place.owner, ref) ?? lessonBegan) < lessonBegan;
  return { reference, isEarlier, detail, stack, paths: files };
}
