import path from "node:path";
import { parseReference } from "#contract/names/reference.ts";
import { askPath } from "./containers/askPort.ts";
import type { Services } from "./http/base/services.ts";
import { LessonService } from "./lessons/lessonService.ts";

const BUILT_IN = path.resolve(import.meta.dirname, "../lessons/built-in");

export interface OpenLessonsOptions {
  /** The data folder. */
  readonly dir: string;
  /** Folders of further lessons. */
  readonly folders: readonly string[];
  readonly onFailure: (error: unknown) => void;
}

/** The lessons over the services. */
export function openLessons(
  services: Omit<Services, "consoles" | "lessons" | "rooms">,
  { dir, folders, onFailure }: OpenLessonsOptions,
): LessonService {
  const { contexts, registry } = services;
  return new LessonService({
    dir,
    roots: { builtIn: BUILT_IN, folders },
    services: { ...services, askPort: askPath, isPushed },
    referencesOf: (context) => contexts.references(context),
    onFailure,
  });

  /** Whatever the host in the name: Strata's own has the one that it is asked by. */
  function isPushed(owner: string, name: string): boolean {
    const parsed = parseReference(name);
    if (!parsed.ok) return false;
    const { registry: host, repository, tag = "latest" } = parsed.reference;
    return registry.manifestRows.tag({ workspace: owner, repository, host }, tag) !== undefined;
  }
}
