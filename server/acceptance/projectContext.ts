import { execFileSync, spawn } from "node:child_process";
import path from "node:path";
import { Readable } from "node:stream";
import { contextResponseSchema } from "#contract/context.ts";
import type { Digest } from "#contract/names/digest.ts";
import { routes } from "#contract/routes.ts";
import type { ServerClient } from "./serverClient.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** The files of the project as git knows them: those of a fresh clone, and what is about to be committed. */
function projectFiles(): string {
  return execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
}

/** Sends the whole project as a context, as `docker build .` does; its digest. */
export async function sendProject(server: ServerClient): Promise<Digest> {
  const tar = spawn("tar", ["--create", "--null", "--files-from=-", "--owner=0", "--group=0"], {
    cwd: ROOT,
    stdio: ["pipe", "pipe", "inherit"],
  });
  tar.stdin.end(projectFiles());
  const answer = await server.fetch(routes.contexts(), {
    method: "POST",
    headers: { "content-type": "application/x-tar" },
    body: Readable.toWeb(tar.stdout),
    duplex: "half",
  });
  if (!answer.ok) throw new Error(`the context was refused: ${await answer.text()}`);
  return contextResponseSchema.parse(await answer.json()).digest;
}
