import { refusal } from "../base/refusal.ts";
import type { HostConfig } from "./createRequest.ts";

interface Refusal {
  /** As on the docker CLI. */
  readonly option: string;
  readonly asked: (host: HostConfig) => boolean;
  readonly why: string;
}

const NO_RIGHTS = "containers here have no rights on the machine";
const ONE_NETWORK = "containers here have a network of their own each";

const some = (list: readonly unknown[] | null | undefined) => (list?.length ?? 0) > 0;
const others = (value: string | null | undefined, ...known: string[]) => !known.includes(value ?? "");

/** What Docker can do and Strata can't: refused, because a container without it would not be what was asked for. */
const REFUSALS: readonly Refusal[] = [
  { option: "--privileged", asked: ({ Privileged }) => Privileged === true, why: NO_RIGHTS },
  { option: "--cap-add", asked: ({ CapAdd }) => some(CapAdd), why: NO_RIGHTS },
  { option: "--cap-drop", asked: ({ CapDrop }) => some(CapDrop), why: "the capabilities of a container are fixed" },
  { option: "--device", asked: ({ Devices }) => some(Devices), why: "no device of the machine can be opened" },
  {
    option: "--gpus",
    asked: ({ DeviceRequests }) => some(DeviceRequests),
    why: "no device of the machine can be opened",
  },
  {
    option: "--security-opt",
    asked: ({ SecurityOpt }) => (SecurityOpt ?? []).some((text) => !/^no-new-privileges([:=]true)?$/.test(text)),
    why: "the system calls a container may use are fixed",
  },
  { option: "--pid", asked: ({ PidMode }) => others(PidMode, "", "private"), why: NO_RIGHTS },
  {
    option: "--ipc",
    asked: ({ IpcMode }) => others(IpcMode, "", "private", "shareable", "none"),
    why: "each container has an IPC namespace of its own",
  },
  { option: "--uts", asked: ({ UTSMode }) => others(UTSMode, ""), why: NO_RIGHTS },
  { option: "--userns", asked: ({ UsernsMode }) => others(UsernsMode, "", "private"), why: NO_RIGHTS },
  { option: "--cgroupns", asked: ({ CgroupnsMode }) => others(CgroupnsMode, "", "private"), why: NO_RIGHTS },
  {
    option: "--network",
    asked: ({ NetworkMode }) => others(NetworkMode, "", "default", "bridge", "none"),
    why: "the networks are bridge and none",
  },
  {
    option: "--restart",
    asked: ({ RestartPolicy }) => others(RestartPolicy?.Name, "", "no"),
    why: "a container that ended is started again only by a person",
  },
  { option: "--volumes-from", asked: ({ VolumesFrom }) => some(VolumesFrom), why: "name the volumes with -v instead" },
  {
    option: "--volume-driver",
    asked: ({ VolumeDriver }) => others(VolumeDriver, "", "local"),
    why: "the only driver is local",
  },
  { option: "--link", asked: ({ Links }) => some(Links), why: ONE_NETWORK },
  { option: "--add-host", asked: ({ ExtraHosts }) => some(ExtraHosts), why: "names are resolved by Strata" },
  { option: "--dns", asked: ({ Dns }) => some(Dns), why: "names are resolved by Strata" },
  { option: "--group-add", asked: ({ GroupAdd }) => some(GroupAdd), why: "a user has the groups of the image" },
  { option: "--ulimit", asked: ({ Ulimits }) => some(Ulimits), why: "use --memory, --cpus, or --pids-limit" },
  { option: "--sysctl", asked: ({ Sysctls }) => some(Object.keys(Sysctls ?? {})), why: NO_RIGHTS },
  {
    option: "--storage-opt",
    asked: ({ StorageOpt }) => some(Object.keys(StorageOpt ?? {})),
    why: "the operator sets the limit",
  },
  { option: "--runtime", asked: ({ Runtime }) => others(Runtime, "", "runc"), why: "there is only one runtime" },
  { option: "--init", asked: ({ Init }) => Init === true, why: "the first process of a container is its command" },
];

/** Throws an EngineError that names the first option that can't be had. */
export function refuseOptions(host: HostConfig): void {
  const refused = REFUSALS.find(({ asked }) => asked(host));
  if (refused !== undefined) throw refusal(refused.option, refused.why);
}
