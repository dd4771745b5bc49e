import type { WorkspaceSettings } from "#contract/workspace.ts";
import type { DeclaredArg } from "../../state/language/analysis.ts";

export type BuildArgs = WorkspaceSettings["buildArgs"];

/** A row of the dialog. `position` is its index in the settings, undefined if it is declared in the file but not set. */
export interface ArgRow {
  readonly name: string;
  readonly value: string;
  readonly declared: boolean;
  readonly defaultValue?: string;
  readonly position?: number;
}

/** Every ARG of the Dockerfile once, in file order, with its value; then arguments the file does not declare. */
export function argRows(declared: readonly DeclaredArg[], set: Readonly<BuildArgs>): ArgRow[] {
  const names = new Map<string, DeclaredArg>();
  for (const arg of declared) if (!names.has(arg.name) || arg.value !== undefined) names.set(arg.name, arg);
  const ofFile = [...names.values()].map(({ name, value }): ArgRow => {
    const position = set.findIndex((one) => one.name === name);
    return {
      name,
      value: set[position]?.value ?? "",
      declared: true,
      ...(value !== undefined && { defaultValue: value }),
      ...(position >= 0 && { position }),
    };
  });
  const others = set.flatMap(({ name, value }, position): ArgRow[] =>
    names.has(name) ? [] : [{ name, value, declared: false, position }],
  );
  return [...ofFile, ...others];
}

/** The settings after a row was edited. Emptying a declared argument unsets it. */
export function withArg(set: Readonly<BuildArgs>, row: ArgRow, change: { name?: string; value?: string }): BuildArgs {
  const next = { name: change.name ?? row.name, value: change.value ?? row.value };
  if (row.position === undefined) return next.value === "" ? [...set] : [...set, next];
  if (row.declared && next.value === "") return withoutArg(set, row);
  return set.map((arg, position) => (position === row.position ? next : arg));
}

export function withoutArg(set: Readonly<BuildArgs>, row: ArgRow): BuildArgs {
  return set.filter((_, position) => position !== row.position);
}
