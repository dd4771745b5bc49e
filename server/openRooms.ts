import type { BuildSummary } from "#contract/build.ts";
import { type WorkspaceContent, workspaceContentSchema } from "#contract/workspace.ts";
import type { Services } from "./http/base/services.ts";
import { ownerThings } from "./ownerThings.ts";
import type { BuildNews } from "./rooms/learnerEvent.ts";
import { type MadeWorkspace, Rooms, type WantedWorkspace } from "./rooms/rooms.ts";

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
    makeWorkspace: (wanted) => makeWorkspace(services, wanted),
    lessonTitle: async (owner, lesson) => (await services.lessons.library.get(owner, lesson)).lesson.title,
  });
  services.builds.listeners.onState((owner, build) => {
    // While somebody types, most of them fail: only what they build by hand counts.
    if (build.live === true) return;
    const news = newsOf(build);
    if (news !== undefined) rooms.toldOfBuild(owner, build.id, news);
  });
  services.lessons.onProgress((owner, workspace, progress) => rooms.toldOfProgress(owner, workspace, progress));
  services.changes.onAnySaved((workspace) => rooms.toldOfSave(workspace));
  return rooms;
}

const EMPTY: WorkspaceContent = {
  name: "workspace",
  files: [{ path: "Dockerfile", kind: "text", mode: 0o644, text: "", size: 0 }],
  settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
};

async function makeWorkspace(
  { bodies, lessons }: Pick<Services, "bodies" | "lessons">,
  { owner, teacher, start, content }: WantedWorkspace,
): Promise<MadeWorkspace> {
  if (start.kind === "lesson") {
    lessons.lend(teacher, owner, start.lesson);
    const workspace = await lessons.start(owner, start.lesson);
    return { workspace, progress: await lessons.progress({ owner, id: workspace }) };
  }
  const files = content === undefined ? EMPTY : workspaceContentSchema.parse(JSON.parse(content));
  for (const { blob } of files.files) if (blob !== undefined) await bodies.workspaces.noteSent(owner, blob);
  const { id } = await bodies.workspaces.create(owner, inOne(JSON.stringify(files)));
  return { workspace: id };
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
