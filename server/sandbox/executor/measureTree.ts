import { runHelper } from "./sandboxHelper.ts";

/** Bytes on disk of a directory's files and folders, whichever mapped id owns them. Throws a SandboxError. */
export async function measureTree(dir: string): Promise<number> {
  let answer = "";
  await runHelper(["measure", dir], [], (bytes) => {
    answer += Buffer.from(bytes).toString();
  });
  return Number(answer);
}
