import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import type { Digest } from "#contract/names/digest.ts";
import { openContextStore } from "#server/contexts/contextStore.ts";
import { type BlobStore, openBlobStore } from "#server/oci/store/blobStore.ts";
import { type ImageStore, openImageStore } from "#server/oci/store/imageStore.ts";
import { TAR_END, type TarHeaderInput, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import { removeTrees } from "#server/sandbox/executor/removeTrees.ts";
import type { SandboxUser } from "#server/sandbox/executor/sandboxUsers.ts";
import { createEmbeddedBuilder } from "./embeddedBuilder.ts";
import type { BuilderSettings } from "./process/protocol.ts";

/** For tests: a tar of these members, root's files by default. */
export function tarOf(...members: readonly (readonly [Partial<TarHeaderInput>, (string | Buffer)?])[]): Buffer {
  const plain = { path: "f", type: "file" as const, mode: 0o644, uid: 0, gid: 0, mtime: 0 };
  const parts = members.flatMap(([header, content = ""]): Uint8Array[] => {
    const bytes = Buffer.from(content);
    return [tarHeader({ ...plain, size: bytes.length, ...header }), bytes, tarPadding(bytes.length)];
  });
  return Buffer.concat([...parts, TAR_END]);
}

export type TestFiles = Readonly<Record<string, string | Buffer>>;

/** For tests: a builder that runs as one user, with a store of its own. */
export interface UserBuilder {
  readonly dataDir: string;
  readonly blobs: BlobStore;
  readonly images: ImageStore;
  contextOf(files: TestFiles): Promise<Digest>;
  /** `log` is the output so far. */
  build(
    lines: readonly string[],
    context?: Digest,
    workspace?: string,
  ): Promise<{ readonly finished: FinishedEvent; readonly log: () => string }>;
  close(): Promise<void>;
}

const LIMITS = { memoryBytes: 300e6, processes: 64, diskBytes: 90e6, outputBytes: 1e6, cpus: 2, seconds: 60 };
const MOST = { maxBytes: 1024 ** 3, maxFileBytes: 1024 ** 3, maxEntries: 100 };

export function openUserBuilder(user: SandboxUser, limits: Partial<BuilderSettings["limits"]> = {}): UserBuilder {
  const dataDir = mkdtempSync(join(tmpdir(), "strata-builder-"));
  chmodSync(dataDir, 0o755);
  const blobs = openBlobStore(join(dataDir, "blobs"));
  const images = openImageStore({ dir: dataDir, blobs });
  const network = { mode: "none", allow: [] } as const;
  const settings = { dataDir, registry: { mirrors: [] }, network, limits: { ...LIMITS, ...limits } };
  const builder = createEmbeddedBuilder(settings, user.launch);
  /** The user's builder sees what this process puts into the store. Snapshots are its own: probes come and go there. */
  const handOver = () => {
    if (user.uid === undefined) return;
    const mine = [dataDir, "-name", "snapshots", "-prune", "-o", "-user", "0"];
    execFileSync("find", [...mine, "-exec", "chown", "-h", `${user.uid}:${user.gid}`, "{}", "+"]);
  };
  handOver();
  return {
    dataDir,
    blobs,
    images,
    async contextOf(files) {
      const tar = async function* () {
        yield tarOf(...Object.entries(files).map(([path, content]) => [{ path }, content] as const));
      };
      const { digest } = await openContextStore(blobs).fromTar(tar(), MOST);
      handOver();
      return digest;
    },
    async build(lines, context, workspace = "w") {
      let log = "";
      const given = context === undefined ? {} : { context };
      const request = { dockerfileText: `${lines.join("\n")}\n`, ...given, noCache: true };
      const take = (event: { readonly type: string; readonly text?: string }) => {
        if (event.type === "log") log += event.text;
      };
      const finished = await builder.build({ id: "b", workspace, request }, take, new AbortController().signal);
      return { finished, log: () => log };
    },
    async close() {
      await builder.close();
      images.close();
      await removeTrees([dataDir]);
    },
  };
}
