import { type Launch, runHelper } from "./sandboxHelper.ts";

/** Bytes on disk of a directory's files and folders, whichever mapped id owns them. Throws a SandboxError. */
export async function measureTree(dir: string, launch?: Launch): Promise<number> {
  let answer = "";
  const take = (bytes: Uint8Array) => {
    answer += Buffer.from(bytes).toString();
  };
  await runHelper(["measure", dir], [], take, undefined, launch);
  return Number(answer);
}
