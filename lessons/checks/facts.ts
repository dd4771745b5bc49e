import type { Build } from "#contract/build.ts";
import type { Container, ContainerChange } from "#contract/container.ts";
import type { Diagnostic } from "#contract/diagnostic.ts";
import type { FileEntry, ImageDetail, Stack } from "#contract/image.ts";
import type { Forecast } from "#contract/plan.ts";
import type { ContainerWhich } from "./matchingContainers.ts";
import type { PlanEdit } from "./planEdit.ts";

/** The newest build's image, or the Dockerfile that Build uses: what a check is about if it names nothing. */
export const NEWEST = "";

/** Something to look up before a check can be judged. */
export type Need =
  /** A file of the workspace; NEWEST is the Dockerfile. */
  | { readonly kind: "file"; readonly path: string }
  /** What checks find in a Dockerfile. */
  | { readonly kind: "findings"; readonly path: string }
  | { readonly kind: "plan"; readonly edit: PlanEdit }
  | { readonly kind: "build"; readonly since: Since }
  | { readonly kind: "image"; readonly reference: string; readonly paths: readonly string[] }
  | ({ readonly kind: "containers"; readonly which: ContainerWhich } & ContainerDetails)
  | { readonly kind: "commands" }
  | { readonly kind: "registry"; readonly reference: string }
  | { readonly kind: "script"; readonly file: string; readonly text: string };

/** Since when: the beginning of the step, or of the lesson. */
export type Since = "step" | "start";

export interface ContainerDetails {
  readonly logs: boolean;
  readonly changes: boolean;
  readonly asks: readonly PortAsk[];
}

/** A request to a port of a container. */
export interface PortAsk {
  readonly port: number;
  readonly path: string;
}

export interface FileFact {
  /** Absent: it is not a text, or too large to be read. */
  readonly text?: string;
  readonly kind: "text" | "blob" | "folder";
}

export interface PathFact {
  readonly entry: FileEntry;
  readonly text?: string;
}

export interface ImageFact {
  /** From before the lesson began: neither made nor named since. */
  readonly isEarlier: boolean;
  readonly detail: ImageDetail;
  readonly stack: Stack;
  /** Without those that are not there. */
  readonly paths: ReadonlyMap<string, PathFact>;
}

export interface PortFact extends PortAsk {
  /** Absent: nothing answers. */
  readonly status?: number;
  readonly text: string;
}

export interface ContainerFact {
  readonly container: Container;
  readonly logs?: string;
  readonly changes?: readonly ContainerChange[];
  readonly answers: readonly PortFact[];
}

export interface CommandFact {
  readonly command: string;
  readonly code: number;
}

export interface ScriptFact {
  readonly code: number;
  readonly output: string;
}

/** What was looked up. What is missing in a map is not there. */
export interface Facts {
  /** Path of the Dockerfile that Build uses. */
  readonly dockerfile: string;
  readonly files: ReadonlyMap<string, FileFact>;
  readonly findings: ReadonlyMap<string, readonly Diagnostic[]>;
  /** By `planKey` of the edit. */
  readonly plans: ReadonlyMap<string, Forecast>;
  /** The newest one, by since when. */
  readonly builds: ReadonlyMap<Since, Build>;
  readonly images: ReadonlyMap<string, ImageFact>;
  /** Made since the lesson began, newest first. */
  readonly containers: readonly ContainerFact[];
  /** Typed since the step began, newest last. */
  readonly commands: readonly CommandFact[];
  /** References that Strata's own registry holds. */
  readonly registry: ReadonlySet<string>;
  /** By the script's file. */
  readonly scripts: ReadonlyMap<string, ScriptFact>;
}

export const NO_FACTS: Facts = {
  dockerfile: "Dockerfile",
  files: new Map(),
  findings: new Map(),
  plans: new Map(),
  builds: new Map(),
  images: new Map(),
  containers: [],
  commands: [],
  registry: new Set(),
  scripts: new Map(),
};
