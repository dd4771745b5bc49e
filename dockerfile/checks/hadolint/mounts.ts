import type { StageRun } from "./rule.ts";

/** Whether a cache or tmpfs mount lies at, above or below a folder: what is written there stays out of the layer. */
export function hasMountAt({ instruction }: StageRun, ...folders: readonly string[]): boolean {
  return instruction.mounts.some(({ type, options }) => {
    if (type !== "cache" && type !== "tmpfs") return false;
    const target = (options.target ?? options.dst ?? options.destination ?? "").replace(/\/+$/, "");
    return (
      target !== "" &&
      folders.some((folder) => target.includes(folder) || `/${folder}`.replace(/^\/\//, "/").startsWith(`${target}/`))
    );
  });
}
