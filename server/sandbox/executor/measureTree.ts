import { runHelper } from "./sandboxHelper.ts";

/** Bytes that a directory's files and folders take on the disk, whoever of the mapped ids owns them. Throws a SandboxError. */
export async function measureTree(dir: string): Promise<number> {
  let answer = "";
  await runHelper(["measure", dir], [], (bytes) => {
    answer += Buffer.from(bytes).toString();
  });
  return Number(answer);
}
