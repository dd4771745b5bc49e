import type { Build } from "#contract/build.ts";
import type { Forecast } from "#contract/plan.ts";
import type { CommandFact, ContainerFact, ScriptFact, Since } from "#lessons/checks/facts.ts";

/** JSON as it came, to be read in the thread. */
export type Json = Uint8Array;

export interface SeenImage {
  readonly reference: string;
  /** Made, and named, before the lesson began. */
  readonly isEarlier: boolean;
  readonly detail: Json;
  readonly stack: Json;
  readonly paths: readonly (readonly [path: string, files: Json])[];
}

/** What was looked up for a judgment; the thread makes facts of it. */
export interface Seen {
  readonly workspace: Json;
  readonly findings: readonly (readonly [path: string, response: Json])[];
  readonly plans: readonly (readonly [key: string, forecast: Forecast])[];
  readonly builds: readonly (readonly [since: Since, build: Build])[];
  readonly images: readonly SeenImage[];
  readonly containers: readonly ContainerFact[];
  readonly commands: readonly CommandFact[];
  readonly registry: readonly string[];
  readonly scripts: readonly (readonly [file: string, ran: ScriptFact])[];
}
