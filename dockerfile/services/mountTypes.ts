import type { MOUNT_KEYS } from "../instructions/runMount.ts";

type MountKey = keyof typeof MOUNT_KEYS;

/** What can be mounted, and the keys that each has. */
export const MOUNT_TYPES: Readonly<Record<string, { readonly summary: string; readonly keys: readonly MountKey[] }>> = {
  bind: {
    summary: "Files of the context, a stage, or an image, without copying them.",
    keys: ["target", "source", "from", "readwrite"],
  },
  cache: {
    summary: "A folder kept between builds.",
    keys: ["target", "id", "sharing", "from", "source", "mode", "uid", "gid", "readonly"],
  },
  tmpfs: { summary: "An empty folder in memory.", keys: ["target", "size"] },
  secret: {
    summary: "A secret as a file or variable, never stored in a layer.",
    keys: ["id", "target", "env", "required", "mode", "uid", "gid"],
  },
  ssh: { summary: "The SSH agent of the person who builds.", keys: ["id", "target", "required", "mode", "uid", "gid"] },
};

/** How a cache is shared. */
export const SHARING: Readonly<Record<string, string>> = {
  shared: "Several builds can use it at once (the default).",
  private: "If it is in use, a build gets a new one.",
  locked: "If it is in use, a build waits.",
};
