import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { serveRemoteBuildKit } from "../../server/builders/buildkit/remoteBuildKit.ts";
import { testSockets } from "../../server/docker/testEngines.ts";

/** Sockets of Docker engines that tests may build on; the second has the containerd image store. */
const [plain, containerd] = testSockets();

export interface ReachedEngine {
  /** What a server is started with that builds on it. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Ways to a BuildKit that people have. */
export const ENGINES_AT_HAND = [
  { what: "Docker", driver: "docker", socket: plain, reach: reachDocker },
  { what: "a remote BuildKit", driver: "remote", socket: containerd, reach: reachRemote },
] as const;

async function reachDocker(socket: string): Promise<ReachedEngine> {
  return { env: { DOCKER_HOST: `unix://${socket}` }, close: async () => undefined };
}

/** Named in a file, as operators do. */
async function reachRemote(socket: string): Promise<ReachedEngine> {
  const remote = await serveRemoteBuildKit(socket);
  const folder = mkdtempSync(path.join(tmpdir(), "strata-e2e-builders-"));
  const file = path.join(folder, "builders.yaml");
  writeFileSync(file, `builders:\n  - { name: far, driver: remote, endpoint: "${remote.endpoint}" }\n`);
  const close = async () => {
    await remote.close();
    rmSync(folder, { recursive: true });
  };
  return { env: { STRATA_BUILDERS: file }, close };
}
