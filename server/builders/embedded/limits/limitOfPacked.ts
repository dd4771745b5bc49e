import { ProblemError } from "#contract/problemError.ts";

/** Adds the compressed and unpacked sizes to a problem of the disk limit. Other errors are unchanged. */
export function limitOfPacked(error: unknown, packed: { name: string; size: number }, unpacked: number): unknown {
  if (!(error instanceof ProblemError) || error.problem.code !== "build/disk") return error;
  const detail = `${error.problem.detail} ${packed.name} has ${packed.size} bytes and unpacked to at least ${unpacked} bytes.`;
  return new ProblemError({ ...error.problem, detail }, { cause: error });
}
