import { describe, expect, it } from "vitest";
import type { Container } from "#contract/container.ts";
import { listedPorts, portsText } from "./containerPorts.ts";

function container(ports: Container["ports"], phase: "running" | "created" = "running"): Container {
  return {
    id: "a".repeat(64),
    name: "sample",
    image: { id: `sha256:${"b".repeat(64)}`, ref: "busybox" },
    argv: ["sh"],
    spec: { image: "busybox" },
    createdAt: 0,
    state: phase === "running" ? { phase, startedAt: 0, paused: false } : { phase },
    restarts: 0,
    ports,
    volumes: [],
  };
}

function shown(ports: Container["ports"], exposed: string[] = []): string {
  return portsText(listedPorts(container(ports), exposed));
}

describe("PORTS of docker ps", () => {
  it("shows a published port with its address", () => {
    expect(shown([{ container: 80, protocol: "tcp", host: 8000 }])).toBe("127.0.0.1:8000->80/tcp");
  });

  it("shows exposed ports alone, and as ranges", () => {
    expect(shown([], ["53/udp", "81/tcp", "80/tcp", "82/tcp", "90/tcp"])).toBe("80-82/tcp, 53/udp, 90/tcp");
  });

  it("joins ports that are published under the same numbers", () => {
    const ports = [8000, 8001, 8002].map((port) => ({ container: port, protocol: "tcp" as const, host: port }));
    expect(shown(ports)).toBe("127.0.0.1:8000-8002->8000-8002/tcp");
  });

  it("does not show a published port as exposed", () => {
    expect(shown([{ container: 80, protocol: "tcp", host: 32_768 }], ["80/tcp", "443/tcp"])).toBe(
      "443/tcp, 127.0.0.1:32768->80/tcp",
    );
  });

  it("shows none of a container that does not run", () => {
    expect(listedPorts(container([], "created"), ["80/tcp"])).toEqual([]);
  });
});
