import type { BuildSummary } from "#contract/build.ts";
import type { RoomStart } from "#contract/room.ts";
import { type WorkspaceContent, workspaceContentSchema } from "#contract/workspace.ts";
import type { Services } from "./http/services.ts";
import { ownerThings } from "./ownerThings.ts";
import type { BuildNews } from "./rooms/learnerEvent.ts";
import { Rooms } from "./rooms/rooms.ts";

export interface OpenRoomsOptions {
  readonly dir: string;
  readonly operatorsWord: string | undefined;
  readonly onFailure: (error: unknown) => void;
}

/** The rooms, told by the services what learners do. */
export function openRooms(services: Omit<Services, "rooms">, options: OpenRoomsOptions): Rooms {
  const rooms = new Rooms({
    ...options,
    things: ownerThings(services),
    makeWorkspace: (owner, start, content) => makeWorkspace(services, owner, start, content),
    lessonTitle: () => undefined,
  });
  services.builds.onState((owner, build) => {
    const news = newsOf(build);
    if (news !== undefined) rooms.toldOfBuild(owner, build.id, news);
  });
  services.changes.onAnySaved((workspace) => rooms.toldOfSave(workspace));
  return rooms;
}

const EMPTY: WorkspaceContent = {
  name: "workspace",
  files: [{ path: "Dockerfile", kind: "text", mode: 0o644, text: "", size: 0 }],
  settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
};

async function makeWorkspace(
  { bodies }: Pick<Services, "bodies">,
  owner: string,
  _start: RoomStart,
  json: string | undefined,
): Promise<string> {
  const content = json === undefined ? EMPTY : workspaceContentSchema.parse(JSON.parse(json));
  for (const { blob } of content.files) if (blob !== undefined) await bodies.workspaces.noteSent(owner, blob);
  const { id } = await bodies.workspaces.create(owner, inOne(JSON.stringify(content)));
  return id;
}

async function* inOne(text: string): AsyncGenerator<Uint8Array, void> {
  yield Buffer.from(text);
}

function newsOf({ state, problem }: BuildSummary): BuildNews | undefined {
  if (state !== "failed") return { state };
  if (problem === undefined) return undefined;
  const { code, title, detail } = problem;
  return { state, problem: { code, title, detail } };
}
