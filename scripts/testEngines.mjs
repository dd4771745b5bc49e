/**
 * Docker engines for tests of builders, if this machine has none to name: Debian's own packages in a chroot, so that the
 * machine stays as it is. Two engines: one with the older image store, one with containerd's. Runs at the same time have
 * engines of their own.
 *
 *   node scripts/testEngines.mjs COMMAND…   runs a command with them, and ends them
 *
 * STRATA_TEST_ENGINES     sockets of two engines to use instead, comma-separated; the second has the containerd image store
 * STRATA_TEST_DOCKER_CLI  the docker client with buildx (docker)
 * STRATA_TEST_ENGINE_DIR  where they are installed (~/.cache/strata-test-engines)
 */
import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { installPackage } from "./chromium.mjs";
import { takePlace } from "./takePlace.mjs";

const PACKAGES = "docker.io,docker-cli,docker-buildx,iptables,ca-certificates";
const DIR = process.env.STRATA_TEST_ENGINE_DIR ?? path.join(homedir(), ".cache", "strata-test-engines");
const ROOT = path.join(DIR, "root");
const DAEMON = path.join(ROOT, "usr/sbin/dockerd");
const SOCKETS = path.join(DIR, "run");
/** How long an engine may take to answer, in milliseconds. */
const PATIENCE = 30_000;
/** Runs that may have engines at the same time. */
const PLACES = 8;
/** A bridge and a network of their own each; the second's builds reach nothing else. */
const enginesAt = (place) =>
  [
    { name: `a${place}`, options: [] },
    { name: `b${place}`, options: ["--feature", "containerd-snapshotter=true"] },
  ].map((engine, index) => ({
    ...engine,
    bridge: `strata-test-${engine.name}`,
    network: `172.29.${200 + 2 * place + index}.1/24`,
  }));

const run = (command, args) => spawnSync(command, args, { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
const ran = (command, args) => run(command, args).status === 0;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Why there can be none here; undefined if they can be installed. */
function whyNot() {
  if (process.platform !== "linux") return "engines can only be started on Linux";
  if (process.getuid?.() !== 0) return "only root can start engines";
  return existsSync("/usr/bin/apt-get") ? undefined : "only Debian's packages can be installed";
}

function install() {
  if (existsSync(DAEMON)) return true;
  if (!existsSync("/usr/bin/mmdebstrap") && !installPackage("mmdebstrap")) return false;
  console.log("Getting Docker engines, for tests …");
  // Under its name only if it is complete: another run may look for it, or install it, too.
  const incomplete = `${ROOT}-${process.pid}`;
  // A mirror may be a snapshot, whose lists are older than they should be.
  const options = ["--quiet", "--variant=minbase", '--aptopt=Acquire::Check-Valid-Until "false"'];
  const { status, stderr } = run("mmdebstrap", [...options, `--include=${PACKAGES}`, "sid", incomplete]);
  if (status !== 0) console.error(stderr.slice(-2000));
  else if (!existsSync(DAEMON)) {
    rmSync(ROOT, { recursive: true, force: true });
    renameSync(incomplete, ROOT);
  }
  rmSync(incomplete, { recursive: true, force: true });
  return status === 0;
}

/** The client, and buildx where it is looked for. */
function linkClient() {
  const bin = path.join(DIR, "bin");
  const plugins = path.join(bin, "cli-plugins");
  mkdirSync(plugins, { recursive: true });
  const places = ["usr/libexec/docker/cli-plugins", "usr/lib/docker/cli-plugins"].map((folder) =>
    path.join(ROOT, folder),
  );
  const buildx = places.map((folder) => path.join(folder, "docker-buildx")).find((file) => existsSync(file));
  for (const [target, link] of [
    [path.join(ROOT, "usr/bin/docker"), path.join(bin, "docker")],
    [buildx, path.join(plugins, "docker-buildx")],
  ]) {
    if (target !== undefined && !existsSync(link)) symlinkSync(target, link);
  }
  // Podman reads DOCKER_CONFIG, too, and fails if its file is missing.
  writeFileSync(path.join(bin, "config.json"), "{}\n");
  return path.join(bin, "docker");
}

/** In a mount namespace of its own, whose root is the chroot: all its mounts end with it. */
const START = `
  mount --bind "$1" "$1" && mkdir -p "$1/sockets" "$1/.host" && mount --bind "$2" "$1/sockets" &&
  mount -t proc proc "$1/proc" && mount --rbind /sys "$1/sys" && mount --rbind /dev "$1/dev" &&
  cd "$1" && pivot_root . .host && shift 2 && exec chroot . sh -c 'umount -l /.host && exec /usr/sbin/dockerd "$@"' sh "$@"
`;

/** With the descriptor of its place, which is taken as long as the engine runs. */
function startEngine({ name, bridge, network, options }, descriptor) {
  if (!existsSync(`/sys/class/net/${bridge}`)) {
    ran("ip", ["link", "add", bridge, "type", "bridge"]);
    ran("ip", ["addr", "add", network, "dev", bridge]);
    ran("ip", ["link", "set", bridge, "up"]);
  }
  const log = openSync(path.join(DIR, `${name}.log`), "w");
  const folders = ["--data-root", `/var/lib/docker-${name}`, "--exec-root", `/var/run/docker-${name}`];
  const own = [
    "--pidfile",
    `/var/run/docker-${name}.pid`,
    "--host",
    `unix:///sockets/${name}.sock`,
    "--bridge",
    bridge,
  ];
  const args = [...folders, ...own, "--iptables=false", "--ip6tables=false", ...options];
  const unshare = ["--mount", "--propagation", "private", "sh", "-c", START, "sh", ROOT, SOCKETS, ...args];
  return spawn("unshare", unshare, { stdio: ["ignore", log, log, descriptor], detached: true });
}

async function answers(docker, socket) {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    if (ran(docker, ["-H", `unix://${socket}`, "version"])) return true;
    await pause(200);
  }
  return false;
}

async function stopEngines(started) {
  for (const { child } of started) if (child.exitCode === null) process.kill(child.pid, "SIGTERM");
  await Promise.all(
    started.map(({ child }) =>
      child.exitCode === null ? new Promise((resolve) => child.once("exit", resolve)) : undefined,
    ),
  );
  for (const { bridge } of started) ran("ip", ["link", "del", bridge]);
}

/** Engines for tests: `{ env, stop }`, or `{ skipped }` with the reason. */
export async function startTestEngines() {
  const nothing = async () => undefined;
  if (process.env.STRATA_TEST_ENGINES) return { env: {}, stop: nothing };
  const reason = whyNot();
  if (reason !== undefined) return { skipped: reason };
  mkdirSync(SOCKETS, { recursive: true });
  if (!install()) return { skipped: "Debian's docker.io could not be installed" };
  const taken = takePlace(DIR, PLACES);
  if (taken === undefined) return { skipped: `${PLACES} runs have engines already` };
  const docker = linkClient();
  const started = enginesAt(taken.place).map((engine) => ({ ...engine, child: startEngine(engine, taken.descriptor) }));
  const stop = async () => {
    await stopEngines(started);
    closeSync(taken.descriptor);
  };
  const sockets = started.map(({ name }) => path.join(SOCKETS, `${name}.sock`));
  for (const socket of sockets) {
    if (await answers(docker, socket)) continue;
    await stop();
    return { skipped: `an engine does not answer; see ${DIR}/*.log` };
  }
  const [plain, containerd] = sockets.map((socket) => `${docker} -H unix://${socket}`);
  const commands = { STRATA_TEST_DOCKER: plain, STRATA_TEST_DOCKER_CONTAINERD: containerd };
  // The client looks for buildx in the folder of its configuration.
  const client = { STRATA_TEST_DOCKER_CLI: docker, DOCKER_CONFIG: path.dirname(docker) };
  return { env: { STRATA_TEST_ENGINES: sockets.join(","), ...client, ...commands }, stop };
}

/** The same, told loudly if there are none. */
export async function ensureTestEngines() {
  const engines = await startTestEngines();
  if ("env" in engines) return engines;
  console.warn(`!!! BUILDKIT SKIPPED: ${engines.skipped}. Name engines in STRATA_TEST_ENGINES.`);
  return { env: {}, stop: async () => undefined };
}

if (process.argv[1] === import.meta.filename) {
  const [command, ...args] = process.argv.slice(2);
  if (command === undefined) throw new Error("usage: node scripts/testEngines.mjs COMMAND…");
  const { env, stop } = await ensureTestEngines();
  const { status } = spawnSync(command, args, { stdio: "inherit", env: { ...process.env, ...env } });
  await stop();
  process.exitCode = status ?? 1;
}
