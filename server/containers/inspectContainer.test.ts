import { describe, expect, it } from "vitest";
import type { Container } from "#contract/container.ts";
import { inspectContainer } from "./inspectContainer.ts";
import { mergedConfig } from "./mergedConfig.ts";

const stopped: Container = {
  id: "a".repeat(64),
  name: "sample",
  image: { id: `sha256:${"b".repeat(64)}`, ref: "busybox" },
  argv: ["sleep", "1000"],
  spec: { image: "busybox" },
  createdAt: Date.UTC(2026, 0, 2),
  state: { phase: "exited", startedAt: 1000, finishedAt: 3000, code: 137, reason: "memory", message: "out of memory" },
  restarts: 0,
  ports: [],
  volumes: [],
};

const running: Container = {
  ...stopped,
  spec: { image: "busybox", ports: [{ container: 80, protocol: "tcp" }] },
  state: { phase: "running", startedAt: 1000, paused: false, health: { state: "unhealthy", failures: 2, output: "x" } },
  ports: [{ container: 80, protocol: "tcp", host: 8000 }],
  volumes: [{ name: "data", target: "/data", readOnly: true, anonymous: false }],
};

describe("docker container inspect", () => {
  it("shows how a container ended", () => {
    expect(inspectContainer(stopped, { image: {} })).toMatchObject({
      Name: "/sample",
      Created: "2026-01-02T00:00:00.000Z",
      Path: "sleep",
      Args: ["1000"],
      State: {
        Status: "exited",
        Running: false,
        OOMKilled: true,
        ExitCode: 137,
        Error: "out of memory",
        StartedAt: "1970-01-01T00:00:01.000Z",
        FinishedAt: "1970-01-01T00:00:03.000Z",
      },
      NetworkSettings: { Ports: {}, Networks: { bridge: { IPAddress: "" } } },
    });
  });

  it("shows a container whose command never started as created, with its exit code", () => {
    const failed: Container = {
      ...stopped,
      state: { phase: "exited", finishedAt: 3000, code: 127, reason: "not-started", message: "not found" },
    };
    expect(inspectContainer(failed, { image: {} }).State).toMatchObject({
      Status: "created",
      ExitCode: 127,
      StartedAt: "0001-01-01T00:00:00Z",
      FinishedAt: "0001-01-01T00:00:00Z",
    });
  });

  it("shows health, mounts, ports, and address of one that runs", () => {
    const facts = { image: { ExposedPorts: { "443/tcp": {} } }, address: "10.0.0.2", gateway: "10.0.0.1" };
    expect(inspectContainer(running, facts)).toMatchObject({
      State: { Status: "running", Health: { Status: "unhealthy", FailingStreak: 2 } },
      HostConfig: { PortBindings: { "80/tcp": [{ HostIp: "", HostPort: "" }] } },
      Mounts: [{ Type: "volume", Name: "data", Destination: "/data", RW: false }],
      NetworkSettings: {
        Ports: { "443/tcp": null, "80/tcp": [{ HostIp: "127.0.0.1", HostPort: "8000" }] },
        Networks: { bridge: { IPAddress: "10.0.0.2", Gateway: "10.0.0.1" } },
      },
    });
  });
});

describe("the configuration of a container", () => {
  it("has Docker's keys even if they are empty", () => {
    expect(mergedConfig({ image: "x", workdir: "/", entrypoint: [], command: ["sh"] }, {})).toEqual({
      ...{ User: "", Env: [], Cmd: ["sh"], Volumes: null, WorkingDir: "", Entrypoint: null, OnBuild: null, Labels: {} },
    });
  });

  it("exposes the image's ports and its own, and has the volumes of both", () => {
    const image = { ExposedPorts: { "443/tcp": {} }, Volumes: { "/data": {} } };
    const ports = [{ container: 80, protocol: "tcp" as const }];
    const mounts = [{ type: "volume" as const, target: "/own" }];
    expect(mergedConfig({ image: "x", ports, mounts }, image)).toMatchObject({
      ExposedPorts: { "443/tcp": {}, "80/tcp": {} },
      Volumes: { "/data": {}, "/own": {} },
    });
  });
});
