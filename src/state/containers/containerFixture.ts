import type { Container, ContainerState } from "#contract/container.ts";

/** The image of every container of the tests. */
export const CONTAINER_IMAGE = `sha256:${"a".repeat(64)}` as const;

/** A container for tests. */
export const containerOf = (id: string, createdAt: number, phase: ContainerState["phase"] = "running"): Container => ({
  id,
  name: id,
  image: { id: CONTAINER_IMAGE, ref: "web" },
  argv: ["sh"],
  spec: { image: "web" },
  createdAt,
  state:
    phase === "running"
      ? { phase, startedAt: 1, paused: false }
      : { phase: "exited", finishedAt: 2, code: 0, reason: "exit" },
  restarts: 0,
  ports: [],
  volumes: [],
});
