import { problemError } from "#contract/problemError.ts";
import { type WorkspaceContent, type WorkspaceFile, workspaceContentSchema } from "#contract/workspace.ts";
import { type BodyReader, SMALL_BODY } from "#server/bodies/bodyReader.ts";
import type { BuildService } from "#server/builds/buildService.ts";
import type { FoundArchive } from "#server/inspection/foundArchive.ts";
import type { ImageReader } from "#server/inspection/imageReader.ts";
import { writeArchive } from "#server/oci/store/archive.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { WorkspaceStore } from "#server/workspaces/workspaceStore.ts";
import { type ZipEntry, zipStream } from "./zipStream.ts";

interface HomeServices {
  readonly workspaces: WorkspaceStore;
  readonly bodies: BodyReader;
  readonly builds: Pick<BuildService, "kept">;
  readonly blobs: BlobStore;
  readonly images: ImageStore;
  readonly imageReader: ImageReader;
}

/** Larger files need a ZIP of another kind (ZIP64), which few programs write. */
const MOST_OF_FILE = 4_000_000_000;

/** What a learner takes home: the files of each workspace in a folder, and the image of the newest build. */
export interface Home {
  readonly fileName: string;
  readonly zip: AsyncGenerator<Uint8Array, void>;
}

/** Throws `workspace/not-found` if there is nothing yet. */
export async function takeHome(services: HomeServices, owner: string, name: string): Promise<Home> {
  const { workspaces } = services.workspaces.list(owner);
  if (workspaces.length === 0) {
    throw problemError("workspace/not-found", "There is nothing to take home yet.", { next: "Save a file first." });
  }
  const image = await newestImage(services, owner);
  const folders = folderNames(workspaces);
  const zip = zipStream(entriesOf(services, owner, folders, image));
  return { fileName: `${name}.zip`, zip };
}

async function newestImage(
  { builds, images, imageReader }: HomeServices,
  owner: string,
): Promise<FoundArchive | undefined> {
  const id = builds.kept.newestImage(owner);
  if (id === undefined || images.get(owner, id) === undefined) return undefined;
  const found = await imageReader.archive({ workspace: owner, ref: id });
  return found.plan.size > MOST_OF_FILE ? undefined : found;
}

async function* entriesOf(
  services: HomeServices,
  owner: string,
  folders: ReadonlyMap<string, string>,
  image: FoundArchive | undefined,
): AsyncGenerator<ZipEntry, void> {
  yield textFile("README.txt", readme([...folders.values()], image !== undefined));
  for (const [id, folder] of folders) {
    const { files } = await contentOf(services, owner, id);
    for (const file of files) yield entryOf(services, folder, file);
  }
  if (image !== undefined) yield { path: "image.tar", mode: 0o644, chunks: writeArchive(services.blobs, image.plan) };
}

/** A large workspace is parsed in a thread. */
async function contentOf({ workspaces, bodies }: HomeServices, owner: string, id: string): Promise<WorkspaceContent> {
  if (workspaces.bytes(owner, id) <= SMALL_BODY) {
    return workspaceContentSchema.parse(JSON.parse(workspaces.read(owner, id).json));
  }
  const { json } = await bodies.workspaces.read({ owner, id });
  return workspaceContentSchema.parse(await bodies.read("workspace", json));
}

function entryOf({ blobs }: HomeServices, folder: string, { path, kind, mode, text, blob }: WorkspaceFile): ZipEntry {
  if (kind === "folder") return { path: `${folder}/${path}/`, mode, chunks: inOne("") };
  const isHere = blob !== undefined && blobs.has(blob);
  return { path: `${folder}/${path}`, mode, chunks: isHere ? blobs.readStream(blob) : inOne(text ?? "") };
}

async function* inOne(text: string): AsyncGenerator<Uint8Array, void> {
  if (text !== "") yield Buffer.from(text);
}

const textFile = (path: string, text: string): ZipEntry => ({ path, mode: 0o644, chunks: inOne(text) });

/** A folder for each workspace, by ID: its name, as any file system takes it. */
function folderNames(workspaces: readonly { readonly id: string; readonly name: string }[]): Map<string, string> {
  const folders = new Map<string, string>();
  const taken = new Set(["readme.txt", "image.tar"]);
  for (const { id, name } of workspaces) {
    const safe = safeName(name);
    const folder = taken.has(safe.toLowerCase()) ? `${safe}-${id}` : safe;
    taken.add(folder.toLowerCase());
    folders.set(id, folder);
  }
  return folders;
}

function safeName(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+|[.-]+$/g, "");
  return safe === "" ? "workspace" : safe.slice(0, 60);
}

function readme(folders: readonly string[], hasImage: boolean): string {
  const build = folders.map((folder) => `  docker build -t ${folder.toLowerCase()} ${folder}`);
  const load = hasImage ? ["", "The image of the newest build is in image.tar:", "", "  docker load -i image.tar"] : [];
  return `${["Each folder has a Dockerfile and its context. To build one:", "", ...build, ...load].join("\n")}\n`;
}
