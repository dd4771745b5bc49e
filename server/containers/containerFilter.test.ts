import { describe, expect, it } from "vitest";
import type { Container } from "#contract/container.ts";
import { readFilters } from "#contract/docker/filters.ts";
import { problemError } from "#contract/problemError.ts";
import { CONTAINER_FILTERS, containerFilter } from "./containerFilter.ts";

function container(name: string, rest: Partial<Container>): Container {
  return {
    id: `${name.charCodeAt(0)}`.padEnd(64, "0"),
    name,
    image: { id: `sha256:${"b".repeat(64)}`, ref: "busybox" },
    argv: ["sh"],
    spec: { image: "busybox", labels: { team: name } },
    createdAt: 1,
    state: { phase: "created" },
    restarts: 0,
    ports: [],
    volumes: [],
    ...rest,
  };
}

const all = [
  container("web", {
    createdAt: 3,
    state: { phase: "running", startedAt: 1, paused: false, health: { state: "healthy", failures: 0, output: "" } },
    ports: [{ container: 80, protocol: "tcp", host: 8000 }],
    volumes: [{ name: "data", target: "/data", readOnly: false, anonymous: false }],
  }),
  container("job", { createdAt: 2, state: { phase: "exited", startedAt: 1, finishedAt: 2, code: 7, reason: "exit" } }),
  container("web-old", { spec: { image: "busybox", network: "none" } }),
];

function listed(...given: string[]): string[] {
  const place = {
    owner: "w",
    images: { get: () => undefined },
    containers: {
      get: (_owner: string, ref: string) => {
        const found = all.find(({ name }) => name === ref);
        if (found === undefined) throw problemError("container/not-found", `No such container: ${ref}`);
        return found;
      },
    },
  };
  return all.filter(containerFilter(place, readFilters(given, CONTAINER_FILTERS))).map(({ name }) => name);
}

describe("docker ps --filter", () => {
  it.each([
    [["name=web"], ["web", "web-old"]],
    [["name=^/web$"], ["web"]],
    [["name=old$"], ["web-old"]],
    [
      ["name=web", "name=job"],
      ["web", "job", "web-old"],
    ],
    [["status=running"], ["web"]],
    [
      ["status=exited", "status=created"],
      ["job", "web-old"],
    ],
    [["exited=7"], ["job"]],
    [["exited=0"], []],
    [["health=healthy"], ["web"]],
    [["volume=data"], ["web"]],
    [["volume=/data"], ["web"]],
    [["publish=8000"], ["web"]],
    [["publish=80"], []],
    [["publish=8000-8010/tcp"], ["web"]],
    [["expose=80/udp"], []],
    [["network=none"], ["web-old"]],
    [["ancestor=busybox"], ["web", "job", "web-old"]],
    [["ancestor=other"], []],
    [["before=web"], ["job", "web-old"]],
    [["since=job"], ["web"]],
    [["label=team"], ["web", "job"]],
    [["label=team=job"], ["job"]],
    [["label!=team"], ["web-old"]],
    [["label=constructor"], []],
    [["id=119"], ["web", "web-old"]],
  ])("%j", (filters, names) => {
    expect(listed(...filters)).toEqual(names);
  });

  it.each([
    ["foo=bar", "invalid filter 'foo'"],
    ["status=bar", "invalid filter 'status=bar': invalid value for state (bar): must be one of created,"],
    ["exited=x", "invalid filter 'exited=[x]'"],
    ["before=nosuch", "No such container: nosuch"],
  ])("%s is refused", (filter, message) => {
    expect(() => listed(filter)).toThrow(message);
  });
});
