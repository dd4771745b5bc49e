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
  it("tells how a container ended", () => {
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
  const image = { Env: ["PATH=/bin", "A=1"], Entrypoint: ["/start"], Cmd: ["serve"], Labels: { a: "1", b: "1" } };
  const config = (spec: object) => mergedConfig({ image: "x", ...spec }, image);

  it("is the image's where nothing was said", () => {
    expect(config({})).toMatchObject({ Entrypoint: ["/start"], Cmd: ["serve"], Env: ["PATH=/bin", "A=1"] });
  });

  it("keeps the entrypoint if only a command is given", () => {
    expect(config({ command: ["test"] })).toMatchObject({ Entrypoint: ["/start"], Cmd: ["test"] });
  });

  it("drops the image's command if an entrypoint is given, even an empty one", () => {
    expect(config({ entrypoint: ["sh"] })).toMatchObject({ Entrypoint: ["sh"], Cmd: null });
    expect(config({ entrypoint: [""] })).toMatchObject({ Entrypoint: null, Cmd: null });
  });

  it("has the person's variables first, and lets a bare name remove one", () => {
    expect(config({ env: ["A=2", "PATH"] }).Env).toEqual(["A=2"]);
  });

  it("merges labels", () => {
    expect(config({ labels: { b: "2" } }).Labels).toEqual({ a: "1", b: "2" });
  });
});
