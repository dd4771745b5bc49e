import { create } from "zustand";

/** A row of the build settings. One without an ID or a value is still being filled in. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

type SecretsByWorkspace = ReadonlyMap<string | undefined, readonly Secret[]>;

const NONE: readonly Secret[] = [];

/** Secrets by workspace; those of a shared copy have no ID. They are kept nowhere else: a reload forgets them. */
export const useSecrets = create<{ readonly of: SecretsByWorkspace }>(() => ({ of: new Map() }));

export const secretsIn = (of: SecretsByWorkspace, workspace: string | undefined): readonly Secret[] =>
  of.get(workspace) ?? NONE;

export function setSecrets(workspace: string | undefined, secrets: readonly Secret[]): void {
  useSecrets.setState(({ of }) => ({ of: new Map(of).set(workspace, secrets) }));
}

/** A shared copy became a workspace of its own, which goes on with its secrets. */
export function giveSecretsTo(workspace: string): void {
  const given = useSecrets.getState().of.get(undefined);
  if (given === undefined) return;
  setSecrets(workspace, given);
  forgetSharedSecrets();
}

/** Another shared copy is opened: it has another author. */
export function forgetSharedSecrets(): void {
  useSecrets.setState(({ of }) => ({ of: new Map([...of].filter(([workspace]) => workspace !== undefined)) }));
}

/** As a build is asked for them; undefined if none is filled in. */
export function secretValues(rows: readonly Secret[]): Record<string, string> | undefined {
  const filled = rows.filter(({ name, value }) => name !== "" && value !== "");
  return filled.length === 0 ? undefined : Object.fromEntries(filled.map(({ name, value }) => [name, value]));
}
