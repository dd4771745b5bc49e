import { describe, expect, it } from "vitest";
import { containerSpecOf } from "./containerSpecOf.ts";
import { createRequestSchema } from "./createRequest.ts";

const specOf = (body: object, name: string | null = null) =>
  containerSpecOf(createRequestSchema.parse({ Image: "busybox", ...body }), name);
const specOfHost = (HostConfig: object) => specOf({ HostConfig });

describe("a request to create a container", () => {
  it("becomes a spec with what it says, and nothing else", () => {
    expect(specOf({ Cmd: "ls", Env: ["A=1"], Tty: true, OpenStdin: false, User: "" }, "/sample")).toEqual({
      image: "busybox",
      name: "sample",
      command: ["ls"],
      env: ["A=1"],
      terminal: true,
    });
  });

  it("can clear the image's entrypoint", () => {
    expect(specOf({ Entrypoint: [""] }).entrypoint).toEqual([""]);
    expect(specOf({ Entrypoint: [] }).entrypoint).toEqual([]);
    expect(specOf({ Entrypoint: null })).not.toHaveProperty("entrypoint");
  });

  it("publishes ports on loopback, given or free", () => {
    const PortBindings = { "80/tcp": [{ HostIp: "", HostPort: "8000" }], "53/udp": [{ HostPort: "" }] };
    expect(specOfHost({ PortBindings }).ports).toEqual([
      { container: 80, protocol: "tcp", host: 8000 },
      { container: 53, protocol: "udp" },
    ]);
    const elsewhere = { PortBindings: { "80/tcp": [{ HostIp: "10.0.0.1", HostPort: "80" }] } };
    expect(() => specOfHost(elsewhere)).toThrow("ports are published on 127.0.0.1");
  });

  it("with -P publishes what --expose names", () => {
    const request = { ExposedPorts: { "9000/tcp": {} }, HostConfig: { PublishAllPorts: true } };
    expect(specOf(request)).toMatchObject({ publishAll: true, ports: [{ container: 9000, protocol: "tcp" }] });
  });

  it("has volumes, anonymous ones, and tmpfs, however they are written", () => {
    const Mounts = [{ Type: "tmpfs", Target: "/a", TmpfsOptions: { SizeBytes: 4096 } }];
    const host = { Binds: ["data:/data:ro"], Mounts, Tmpfs: { "/run": "rw,size=64k" } };
    expect(specOf({ Volumes: { "/v": {} }, HostConfig: host }).mounts).toEqual([
      { type: "volume", name: "data", target: "/data", readOnly: true },
      { type: "tmpfs", target: "/a", sizeBytes: 4096 },
      { type: "tmpfs", target: "/run", sizeBytes: 65_536 },
      { type: "volume", target: "/v" },
    ]);
  });

  it("takes the processors as nanoseconds or as a quota", () => {
    expect(specOfHost({ NanoCpus: 1.5e9 }).cpus).toBe(1.5);
    expect(specOfHost({ CpuQuota: 50_000, CpuPeriod: 100_000 }).cpus).toBe(0.5);
  });

  it("with a name Docker would not take is refused in its words", () => {
    expect(() => specOf({}, "-x")).toThrow("Invalid container name (-x), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
  });

  it("may carry the defaults of the docker CLI", () => {
    const defaults = {
      RestartPolicy: { Name: "no", MaximumRetryCount: 0 },
      NetworkMode: "default",
      CapAdd: null,
      Dns: [],
      Devices: [],
      SecurityOpt: null,
      IpcMode: "",
      CgroupnsMode: "",
      Sysctls: {},
      Init: null,
    };
    expect(specOfHost(defaults)).toEqual({ image: "busybox" });
  });
});

describe("an option that Strata does not have", () => {
  it.each([
    ["--privileged", { Privileged: true }],
    ["--cap-add", { CapAdd: ["NET_ADMIN"] }],
    ["--cap-drop", { CapDrop: ["ALL"] }],
    ["--device", { Devices: [{ PathOnHost: "/dev/kvm" }] }],
    ["--gpus", { DeviceRequests: [{ Count: -1 }] }],
    ["--security-opt", { SecurityOpt: ["seccomp=unconfined"] }],
    ["--pid", { PidMode: "host" }],
    ["--ipc", { IpcMode: "host" }],
    ["--uts", { UTSMode: "host" }],
    ["--userns", { UsernsMode: "host" }],
    ["--network", { NetworkMode: "host" }],
    ["--network", { NetworkMode: "container:abc" }],
    ["--restart", { RestartPolicy: { Name: "always" } }],
    ["--volumes-from", { VolumesFrom: ["abc"] }],
    ["--link", { Links: ["abc:def"] }],
    ["--add-host", { ExtraHosts: ["a:1.2.3.4"] }],
    ["--sysctl", { Sysctls: { "net.ipv4.ip_forward": "1" } }],
    ["--ulimit", { Ulimits: [{ Name: "nofile" }] }],
    ["--runtime", { Runtime: "kata" }],
    ["--init", { Init: true }],
    ["folders of the machine", { Binds: ["/etc:/etc"] }],
    ["folders of the machine", { Binds: ["../x:/etc"] }],
    ["folders of the machine", { Mounts: [{ Type: "bind", Source: "/etc", Target: "/etc" }] }],
  ])("is refused by name: %s", (option, host) => {
    expect(() => specOfHost(host)).toThrow(`Strata does not support ${option}`);
  });
});
