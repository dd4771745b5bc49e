import type { Container, ContainerEnd } from "#contract/container.ts";
import type { PortAnswer } from "#contract/containerCalls.ts";
import type { RunFault, RunField } from "../../state/containers/runForm.ts";

export const messages = {
  list: "Containers",
  loading: "Loading containers…",
  empty: "No containers yet",
  emptyDetail:
    "A container is one run of an image, with a writable layer of its own on top. Build an image, then press Run, or type in the console:",
  emptyCommand: "docker run -it busybox",
  tryIt: "Type it in the console",

  runTitle: (image: string) => `Run ${image}`,
  start: "Run",
  cancel: "Cancel",
  fields: {
    name: "Name",
    command: "Command",
    ports: "Ports",
    env: "Environment",
    volumes: "Volumes",
  } satisfies Record<RunField, string>,
  placeholders: {
    name: "generated if empty",
    command: "the image's",
    ports: "8000:80",
    env: "NAME=value",
    volumes: "data:/data",
  } satisfies Record<RunField, string>,
  entrypoint: (words: string) => `After the image's ENTRYPOINT: ${words}`,
  mode: "Mode",
  terminal: "In a terminal",
  background: "In the background",
  autoRemove: "Remove when it ends",
  sameAs: "The same with docker",
  copy: "Copy command",
  copied: "Command copied.",
  fault: ({ field, word }: RunFault) => (word === undefined ? faults.quote : `“${word}” ${faults[field]}`),

  states: { created: "created", running: "running", paused: "paused", exited: "exited" },
  health: { starting: "health: starting", healthy: "healthy", unhealthy: "unhealthy" },
  up: (time: string) => `up ${time}`,
  ended: (code: number, age: string) => `code ${code}, ${age}`,
  memory: (size: string) => `${size} memory`,
  written: (size: string) => `${size} written`,
  actions: (name: string) => `Actions for ${name}`,
  elsewhere: (port: number) => `port ${port}, only on the server's own machine`,
  portTitle: (host: number, container: number) =>
    `Port ${container} of the container, published on port ${host} of this machine. Opens in a new tab`,
  askAgain: "Ask again",

  shell: "Open shell",
  log: "Log",
  attach: "Attach terminal",
  stop: "Stop",
  startAgain: "Start",
  busy: { start: "Starting…", stop: "Stopping…", unpause: "Continuing…" },
  restart: "Restart",
  kill: "Kill",
  pause: "Pause",
  unpause: "Continue",
  changes: "Show writable layer",
  commit: "Commit…",
  rename: "Rename…",
  remove: "Remove…",

  commitTitle: (name: string) => `Commit ${name}`,
  commitAbout: "Makes an image of the container's files: its writable layer becomes a layer.",
  tag: "Tag",
  message: "Message",
  author: "Author",
  commitNow: "Commit",
  committing: "Committing…",
  renameTitle: (name: string) => `Rename ${name}`,
  newName: "New name",
  renameNow: "Rename",
  removeTitle: (name: string) => `Remove ${name}?`,
  removeAbout: (isRunning: boolean) =>
    `${isRunning ? "It is running and will be killed. " : ""}Its writable layer and anonymous volumes are deleted.`,
  removeNow: "Remove",
} as const;

const faults: Record<RunField | "quote", string> = {
  quote: "A quote is not closed.",
  name: "is not a name: use letters, digits, _, ., and -, and begin with a letter or digit.",
  command: "is not a valid command.",
  ports:
    "is not a port: write 8000:80 for port 80 of the container on port 8000 of this machine, or 80 for a free one.",
  env: "is not NAME=value.",
  volumes: "is not a volume: write name:/path. Folders of the machine can't be mounted; use COPY in the Dockerfile.",
};

const ends: Record<ContainerEnd, string> = {
  exit: "",
  memory: "It exceeded its memory limit.",
  processes: "It exceeded its process limit.",
  cpu: "It exceeded its CPU time limit.",
  disk: "Its writable layer exceeded the disk limit.",
  output: "It exceeded its output limit.",
  time: "It exceeded its time limit.",
  idle: "It was idle for too long.",
  "not-started": "The command could not be started.",
  server: "The server stopped. Start it again to go on with its files.",
};

/** Why a container ended, if not by itself. */
export function endReason({ state }: Container): string | undefined {
  if (state.phase !== "exited" || state.reason === "exit") return undefined;
  return state.message ?? ends[state.reason];
}

const noAnswer: Record<Extract<PortAnswer, { kind: "none" }>["reason"], string> = {
  refused: "nothing listens on it yet",
  timeout: "no answer yet",
  "not-http": "does not speak HTTP",
  udp: "UDP",
};

/** What answers on a port, in one line. */
export function answerWords(answer: PortAnswer): string {
  if (answer.kind === "none") return noAnswer[answer.reason];
  return `${answer.status} ${answer.statusText}`.trim();
}
