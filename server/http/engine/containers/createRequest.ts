import { z } from "zod";
import { healthcheckSchema } from "#contract/container.ts";

const textOrList = z.union([z.string(), z.array(z.string())]).nullish();
const present = z.record(z.string(), z.unknown()).nullish();
const list = z.array(z.unknown()).nullish();
const word = z.string().nullish();
const number = z.number().nullish();

const portBindingSchema = z.object({ HostIp: word, HostPort: word });

const mountSchema = z.looseObject({
  Type: z.string(),
  Source: word,
  Target: z.string(),
  ReadOnly: z.boolean().nullish(),
  TmpfsOptions: z.looseObject({ SizeBytes: number }).nullish(),
});

const hostConfigSchema = z.looseObject({
  PortBindings: z.record(z.string(), z.array(portBindingSchema).nullable()).nullish(),
  PublishAllPorts: z.boolean().nullish(),
  Binds: z.array(z.string()).nullish(),
  Mounts: z.array(mountSchema).nullish(),
  Tmpfs: z.record(z.string(), z.string()).nullish(),
  Memory: number,
  NanoCpus: number,
  CpuQuota: number,
  CpuPeriod: number,
  PidsLimit: number,
  ReadonlyRootfs: z.boolean().nullish(),
  AutoRemove: z.boolean().nullish(),
  NetworkMode: word,
  RestartPolicy: z.looseObject({ Name: word }).nullish(),
  Privileged: z.boolean().nullish(),
  CapAdd: list,
  CapDrop: list,
  Devices: list,
  DeviceRequests: list,
  SecurityOpt: z.array(z.string()).nullish(),
  PidMode: word,
  IpcMode: word,
  UTSMode: word,
  UsernsMode: word,
  CgroupnsMode: word,
  VolumesFrom: list,
  VolumeDriver: word,
  Links: list,
  ExtraHosts: list,
  Dns: list,
  GroupAdd: list,
  Ulimits: list,
  Sysctls: present,
  StorageOpt: present,
  Runtime: word,
  Init: z.boolean().nullish(),
});

/** The body of `POST /containers/create`: the fields that are read here. Others are ignored. */
export const createRequestSchema = z.looseObject({
  Image: z.string().default(""),
  Cmd: textOrList,
  Entrypoint: textOrList,
  Env: z.array(z.string()).nullish(),
  Labels: z.record(z.string(), z.string()).nullish(),
  WorkingDir: word,
  User: word,
  Hostname: word,
  Tty: z.boolean().nullish(),
  OpenStdin: z.boolean().nullish(),
  NetworkDisabled: z.boolean().nullish(),
  ExposedPorts: present,
  Volumes: present,
  StopSignal: word,
  StopTimeout: number,
  Healthcheck: z.preprocess((value) => value ?? undefined, z.optional(healthcheckSchema)),
  HostConfig: hostConfigSchema.nullish(),
});

export type CreateRequest = z.infer<typeof createRequestSchema>;
export type HostConfig = z.infer<typeof hostConfigSchema>;
export type PortBinding = z.infer<typeof portBindingSchema>;
