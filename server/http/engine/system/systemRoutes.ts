import os from "node:os";
import { z } from "zod";
import { registryHost, withoutPath } from "#contract/names/registryHost.ts";
import type { LoginRequest } from "#contract/transfer.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";
import { jsonBody } from "../base/engineBody.ts";
import type { EngineCall, Routes } from "../base/engineCall.ts";
import { sendJson, sendText } from "../base/engineReply.ts";
import { API_VERSION, MIN_API_VERSION } from "../base/engineVersion.ts";

const authSchema = z.looseObject({
  username: z.string().nullish(),
  password: z.string().nullish(),
  serveraddress: z.string().nullish(),
});

/** Ping, version, info, login. */
export function systemRoutes(engine: Engine): Routes {
  const ping = (call: EngineCall) => {
    // 1: clients that ask build in the classic builder's way.
    call.response.setHeader("Builder-Version", "1");
    call.response.setHeader("Cache-Control", "no-cache, no-store, must-revalidate");
    call.response.setHeader("Pragma", "no-cache");
    sendText(call, "OK");
  };
  return {
    "GET /_ping": ping,
    "HEAD /_ping": ping,
    "GET /version": (call) => sendJson(call, versionOf(engine)),
    "GET /info": (call) => sendJson(call, infoOf(engine)),
    "POST /auth": async (call) => {
      const { username, password, serveraddress } = await jsonBody(call, authSchema);
      const registry = withoutPath(serveraddress ?? "");
      const login = { username: username ?? "", password: password ?? "", ...(registry !== "" && { registry }) };
      await checkLogin(engine, login, call.signal);
      sendJson(call, { Status: "Login Succeeded", IdentityToken: "" });
    },
  };
}

/** Clients keep their logins themselves: here, only one that was there before stays. */
async function checkLogin({ transfers }: Engine, login: LoginRequest, signal: AbortSignal): Promise<void> {
  const host = registryHost(login.registry);
  const isKnown = transfers.logins(OPERATOR).some(({ registry }) => registry === host);
  await transfers.login(OPERATOR, login, signal);
  if (!isKnown) transfers.logout(OPERATOR, login.registry);
}

function versionOf({ version }: Engine): Record<string, unknown> {
  const details = {
    ApiVersion: `1.${API_VERSION}`,
    Arch: hostPlatform().architecture,
    BuildTime: "",
    Experimental: "false",
    GitCommit: "",
    GoVersion: "",
    KernelVersion: os.release(),
    MinAPIVersion: `1.${MIN_API_VERSION}`,
    Os: "linux",
  };
  return {
    Platform: { Name: "Strata" },
    Components: [{ Name: "Engine", Version: version, Details: details }],
    Version: version,
    ApiVersion: details.ApiVersion,
    MinAPIVersion: details.MinAPIVersion,
    GitCommit: "",
    GoVersion: "",
    Os: details.Os,
    Arch: details.Arch,
    KernelVersion: details.KernelVersion,
  };
}

function infoOf({ version, containers, images }: Engine): Record<string, unknown> {
  const states = containers.list(OPERATOR).map(({ state }) => state);
  const running = states.filter(({ phase }) => phase === "running");
  const paused = running.filter((state) => state.phase === "running" && state.paused).length;
  return {
    ID: "strata",
    Containers: states.length,
    ContainersRunning: running.length - paused,
    ContainersPaused: paused,
    ContainersStopped: states.length - running.length,
    Images: images.list(OPERATOR).length,
    Driver: "overlay2",
    DriverStatus: [],
    Plugins: { Volume: ["local"], Network: ["bridge", "null"], Authorization: null, Log: ["json-file"] },
    MemoryLimit: true,
    SwapLimit: false,
    CpuCfsPeriod: true,
    CpuCfsQuota: true,
    PidsLimit: true,
    IPv4Forwarding: true,
    Debug: false,
    OomKillDisable: false,
    SystemTime: new Date().toISOString(),
    LoggingDriver: "json-file",
    CgroupDriver: "none",
    KernelVersion: os.release(),
    OperatingSystem: `Strata ${version}`,
    OSType: "linux",
    Architecture: os.machine(),
    NCPU: os.availableParallelism(),
    MemTotal: os.totalmem(),
    RegistryConfig: { IndexConfigs: {}, InsecureRegistryCIDRs: ["127.0.0.0/8", "::1/128"], Mirrors: [] },
    HttpProxy: "",
    HttpsProxy: "",
    NoProxy: "",
    Name: os.hostname(),
    Labels: [],
    ExperimentalBuild: false,
    ServerVersion: version,
    Runtimes: { runc: { path: "runc" } },
    DefaultRuntime: "runc",
    Swarm: {
      NodeID: "",
      NodeAddr: "",
      LocalNodeState: "inactive",
      ControlAvailable: false,
      Error: "",
      RemoteManagers: null,
    },
    LiveRestoreEnabled: false,
    Isolation: "",
    InitBinary: "",
    SecurityOptions: ["name=seccomp,profile=builtin", "name=userns"],
    Warnings: null,
  };
}
