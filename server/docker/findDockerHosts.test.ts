import { expect, test } from "vitest";
import { type DockerMachine, findDockerHosts } from "./findDockerHosts.ts";

function machine(sockets: readonly string[], platform: NodeJS.Platform = "darwin"): DockerMachine {
  return { platform, home: "/home/ada", uid: 1000, isSocket: (path) => sockets.includes(path) };
}

test("DOCKER_HOST is the only engine if it is set", () => {
  const hosts = findDockerHosts("tcp://10.0.0.1:2376", machine(["/var/run/docker.sock"]));
  expect(hosts).toEqual([{ address: "tcp://10.0.0.1:2376", from: "DOCKER_HOST" }]);
});

test("the sockets of Docker, Colima, Rancher Desktop, and Podman are found, Docker's first", () => {
  const sockets = [
    "/run/user/1000/podman/podman.sock",
    "/home/ada/.rd/docker.sock",
    "/home/ada/.colima/default/docker.sock",
    "/home/ada/.docker/run/docker.sock",
    "/var/run/docker.sock",
  ];
  const found = findDockerHosts("", machine(sockets, "linux"));
  expect(found.map(({ from }) => from)).toEqual(["Docker", "Docker Desktop", "Colima", "Rancher Desktop", "Podman"]);
  expect(found.map(({ address }) => address)).toEqual(sockets.toReversed().map((path) => `unix://${path}`));
});

test("a machine without any of them has no engine", () => {
  expect(findDockerHosts("", machine([]))).toEqual([]);
});

test("on Windows, Docker Desktop has a pipe", () => {
  expect(findDockerHosts("", machine([], "win32"))).toEqual([
    { address: "npipe:////./pipe/docker_engine", from: "Docker Desktop" },
  ]);
});
