import {
  type Build,
  type BuildList,
  type BuildMarks,
  type BuildSummary,
  buildSchema,
  MAX_PINNED_BUILDS,
} from "#contract/build.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { BuildLog, BuildPage } from "./buildLog.ts";
import { type OpenBuild, summaryOf } from "./openBuild.ts";
import { notFound, tooManyPinned } from "./refusedBuilds.ts";

const parseBuild = (json: string): Build => buildSchema.parse(JSON.parse(json));

/** What a person says of a build, which its events do not. */
function marksIn({ name, pinned }: Pick<Build, "name" | "pinned">): Pick<Build, "name" | "pinned"> {
  return { ...(name !== undefined && { name }), ...(pinned !== undefined && { pinned }) };
}

/** A build that has not ended, by its ID. */
type OpenOf = (id: string) => { readonly workspace: string; readonly open: OpenBuild } | undefined;

/** The builds of each workspace, those that run and those that ended: to read, to name, and to pin. */
export class KeptBuilds {
  readonly #log: BuildLog;
  readonly #openOf: OpenOf;

  constructor(log: BuildLog, openOf: OpenOf) {
    this.#log = log;
    this.#openOf = openOf;
  }

  /** Throws `build/not-found` if it is not a build of this workspace. */
  require(workspace: string, id: string): void {
    if (this.#ownerOf(id) !== workspace) throw notFound(id);
  }

  /** The current state of a build, as JSON. Throws `build/not-found`, also for a build of another workspace. */
  text(workspace: string, id: string): string {
    this.require(workspace, id);
    const job = this.#openOf(id);
    const text = this.#log.textOf(id);
    if (text === undefined) throw notFound(id);
    return job === undefined ? text : JSON.stringify({ ...job.open.build, ...marksIn(parseBuild(text)) });
  }

  /** The same; undefined if it is not a build of this workspace. */
  find(workspace: string, id: string): string | undefined {
    return this.#ownerOf(id) === workspace ? this.text(workspace, id) : undefined;
  }

  /** Names and pins a build. Throws `build/not-found` and `build/too-many-pinned`. */
  mark(workspace: string, id: string, marks: BuildMarks): BuildSummary {
    const before = this.#summary(workspace, id);
    const isPinning = marks.pinned === true && before.pinned !== true;
    if (isPinning && this.#log.countPinned(workspace) >= MAX_PINNED_BUILDS) throw tooManyPinned();
    this.#log.mark(id, marks);
    return this.#summary(workspace, id);
  }

  /** The newest builds of a workspace, or those before one of them. Throws `build/not-found`. */
  list(workspace: string, { limit, before }: BuildPage): BuildList {
    if (before !== undefined) this.require(workspace, before);
    const found = this.#log.list(workspace, { limit: limit + 1, before });
    const builds = found.slice(0, limit).map((kept) => {
      const open = this.#openOf(kept.id)?.open;
      return open === undefined ? kept : { ...summaryOf(open.build), ...marksIn(kept) };
    });
    return { builds, more: found.length > limit };
  }

  /** The images that stay when unused ones are removed: those of the newest successful build and of pinned ones. */
  keptImages(workspace: string): ReadonlySet<Digest> {
    const newest = this.newestImage(workspace);
    return new Set([...this.pinnedImages(workspace), ...(newest === undefined ? [] : [newest])]);
  }

  pinnedImages(workspace: string): ReadonlySet<Digest> {
    return new Set(this.#log.pinnedImages(workspace));
  }

  /** The images of live builds, which no list has. */
  liveImages(workspace: string): readonly Digest[] {
    return this.#log.liveImages(workspace);
  }

  /** The image of the newest successful build, which the page of the workspace shows. */
  newestImage(workspace: string): Digest | undefined {
    return this.#log.newestImage(workspace);
  }

  #ownerOf(id: string): string | undefined {
    return this.#openOf(id)?.workspace ?? this.#log.workspaceOf(id);
  }

  #summary(workspace: string, id: string): BuildSummary {
    return summaryOf(parseBuild(this.text(workspace, id)));
  }
}
