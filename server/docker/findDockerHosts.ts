import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** A Docker engine that may answer. */
export interface DockerHost {
  /** As DOCKER_HOST has it: `unix:///…`, `tcp://host:port`, `npipe:////./pipe/…`. */
  readonly address: string;
  /** Whose engine it usually is, or DOCKER_HOST. */
  readonly from: string;
}

/** What of a machine decides where its engines are. */
export interface DockerMachine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** Undefined on Windows. */
  readonly uid: number | undefined;
  /** Whether there is a socket at a path. */
  readonly isSocket: (path: string) => boolean;
}

/**
 * Where Docker engines may be, the most likely first. `host` is DOCKER_HOST: if it is set, nothing else counts. Sockets are
 * only looked for, not opened: whether an engine answers there is for the caller to find out.
 */
export function findDockerHosts(host: string, machine: DockerMachine = thisMachine()): DockerHost[] {
  if (host !== "") return [{ address: host, from: "DOCKER_HOST" }];
  if (machine.platform === "win32") return [{ address: "npipe:////./pipe/docker_engine", from: "Docker Desktop" }];
  return usualSockets(machine)
    .filter(({ socket }) => machine.isSocket(socket))
    .map(({ socket, from }) => ({ address: `unix://${socket}`, from }));
}

/** Of Docker before Podman: what both can do is Docker's own there. */
function usualSockets({ platform, home, uid }: DockerMachine): { readonly socket: string; readonly from: string }[] {
  const inHome = (...parts: string[]) => path.posix.join(home, ...parts);
  const inRuntime = (name: string) => `/run/user/${uid ?? 0}/${name}`;
  const isLinux = platform === "linux";
  return [
    { socket: "/var/run/docker.sock", from: "Docker" },
    ...(isLinux ? [{ socket: inRuntime("docker.sock"), from: "rootless Docker" }] : []),
    { socket: inHome(".docker/run/docker.sock"), from: "Docker Desktop" },
    { socket: inHome(".docker/desktop/docker.sock"), from: "Docker Desktop" },
    { socket: inHome(".colima/default/docker.sock"), from: "Colima" },
    { socket: inHome(".config/colima/default/docker.sock"), from: "Colima" },
    { socket: inHome(".rd/docker.sock"), from: "Rancher Desktop" },
    { socket: inHome(".orbstack/run/docker.sock"), from: "OrbStack" },
    ...(isLinux ? [{ socket: inRuntime("podman/podman.sock"), from: "Podman" }] : []),
    ...(isLinux ? [{ socket: "/run/podman/podman.sock", from: "Podman" }] : []),
    { socket: inHome(".local/share/containers/podman/machine/podman.sock"), from: "Podman" },
  ];
}

function thisMachine(): DockerMachine {
  const isSocket = (file: string) => fs.statSync(file, { throwIfNoEntry: false })?.isSocket() === true;
  return {
    platform: process.platform,
    home: os.homedir(),
    uid: process.getuid?.(),
    isSocket: (file) => {
      try {
        return isSocket(file);
      } catch {
        // A folder on the way that may not be entered.
        return false;
      }
    },
  };
}
