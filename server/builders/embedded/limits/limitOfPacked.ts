import { ProblemError } from "#server/images/problemError.ts";

/** Where unpacking passed the limit of the build: says what became of how little. Other errors stay as they are. */
export function limitOfPacked(error: unknown, packed: { name: string; size: number }, unpacked: number): unknown {
  if (!(error instanceof ProblemError) || error.problem.code !== "build/disk") return error;
  const detail = `${error.problem.detail} ${packed.name} has ${packed.size} bytes and unpacked to at least ${unpacked} bytes.`;
  return new ProblemError({ ...error.problem, detail }, { cause: error });
}
