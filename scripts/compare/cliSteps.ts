/** Why a step is not the same on both sides; docs/comparing.md lists them. */
export const DIFFERENCES = {
  "classic-ids":
    "A build has no image and no container after each step, so the lines with their IDs and what removes them are not there.",
  "build-words":
    "What is wrong with a Dockerfile is told in BuildKit's words, which are newer than the classic builder's.",
  loopback: "Ports are published on 127.0.0.1 only. Docker publishes them on every address.",
  identity: "Strata calls itself Strata.",
  networks: "There are two networks, bridge and none, and none can be made.",
  limits: "The limits of a container stay as they were when it was made.",
  ps: "Docker runs the machine's ps, which may be missing. Strata needs none.",
  refused: "What needs rights on the machine is refused.",
  mountpoint: "Where a volume lies on the machine is not told.",
  digests: "An image has no digest of a registry: its layers are stored unpacked.",
  search: "Registries are not searched.",
  layers: "Layers are compressed anew, so a registry may hold them already for one side only.",
  "own-words": "The same mistake in other words.",
} as const;

export type Difference = keyof typeof DIFFERENCES;

export interface Step {
  /** Of docker, as typed in a shell. `{p}` begins the names of this run, `{repo}` is a repository of this side in the registry. */
  readonly command: string;
  readonly stdin?: string;
  /** Where the outputs differ and why; the exit codes are compared in any case but `oneSided`. */
  readonly differs?: Difference;
  /** Whether the exit codes differ too: only one side can do it. */
  readonly oneSided?: boolean;
  /** Only these lines of the output, such as a table's header. */
  readonly only?: RegExp;
  /** Lines in the order of the alphabet: the commands' own order is not fixed. */
  readonly sorted?: boolean;
}

const step = (command: string, options: Omit<Step, "command"> = {}): Step => ({ command, ...options });

/** The lines of a classic build that both sides can have. */
const BUILD_LINES =
  /^(?!Sending build| ---> (?!Using cache)|Removing |Removed |latest: Pulling|\w+: |Digest: |Status: )./;
const build = (command: string, options: Omit<Step, "command"> = {}) =>
  step(`build ${command}`, { only: BUILD_LINES, differs: "classic-ids", ...options });

const SYSTEM: readonly Step[] = [
  step("version --format {{.Server.APIVersion}}"),
  step("version --format {{.Server.MinAPIVersion}}"),
  step("version --format {{.Server.Os}}/{{.Server.Arch}}"),
  step("version", { only: /^(Client|Server| Engine| {2}OS)/, differs: "identity" }),
  step("info --format {{.OSType}}/{{.Architecture}}"),
  step("info --format {{.LoggingDriver}}"),
  step("search missing", { differs: "search" }),
  step("network ls --filter name=none"),
  step("network ls -q --filter driver=null"),
  step("network inspect missing"),
  step("network create {p}-net", { differs: "networks", oneSided: true }),
  step("network rm bridge"),
];

const PULL: readonly Step[] = [
  step("pull -q busybox"),
  step("pull busybox", { only: /^(?!Digest)/ }),
  step("pull busybox:missing", { differs: "own-words" }),
  step("pull 'bad name'"),
  step("images busybox:latest"),
  step("images -q busybox:latest"),
  step("images --no-trunc busybox:latest"),
  step("images --format '{{.Repository}} {{.Tag}}' busybox:latest"),
  step("images --digests busybox:latest", { differs: "digests" }),
  step("image ls --filter reference=busybox:lat*"),
  step("images {p}-missing"),
  step("images --filter missing=1"),
  step("image inspect -f {{.Os}}/{{.Architecture}} busybox"),
  step("image inspect -f '{{json .Config.Cmd}} {{len .RootFS.Layers}}' busybox"),
  step("image inspect {p}-missing"),
  step("image ls --format json busybox:latest", { only: /^$/ }),
  step("image ls --filter dangling=maybe"),
  step("inspect {p}-missing"),
  step("history busybox"),
  step("history -q busybox"),
  step("history --no-trunc --format '{{.CreatedBy}}' busybox"),
  step("history {p}-missing"),
];

const BUILD: readonly Step[] = [
  build("{ctx}"),
  build("-t {p}:one {ctx}"),
  build("-t {p}:one {ctx}"),
  build("-q -t {p}:quiet {ctx}", { only: /./ }),
  build("-f {ctx}/other/Dockerfile -t {p}:other {ctx}"),
  build("-t {p}:arg --build-arg WHO=you {ctx}"),
  build("-t {p}:target --target first -f {ctx}/Stages {ctx}"),
  build("-t {p}:labeled --label a=b {ctx}"),
  build("--no-cache -t {p}:one {ctx}"),
  build("-t {p}:stdin -", { stdin: 'FROM busybox\nCMD ["true"]\n' }),
  build("-f {ctx}/Fails {ctx}", { differs: "build-words" }),
  build("-f {ctx}/Syntax {ctx}", { differs: "build-words" }),
  build("-f {ctx}/Missing {ctx}", { differs: "build-words" }),
  build("-f {ctx}/Stages --target missing {ctx}", { differs: "build-words" }),
  build("-f {ctx}/Absent {ctx}", { only: /./, differs: "own-words" }),
  build("-t 'Bad Name' {ctx}", { only: /./ }),
  step("images {p}:one"),
  step("images --filter label=a=b --format '{{.Repository}}:{{.Tag}}' {p}"),
  step("history --format '{{.CreatedBy}}' {p}:one", { differs: "build-words" }),
  step("inspect -f '{{json .Config.Env}} {{.Config.WorkingDir}}' {p}:arg"),
  step("inspect -f '{{json .Config.Labels}}' {p}:labeled"),
  step("inspect -f '{{json .RepoTags}}' {p}:one"),
  step("tag {p}:one {p}:two"),
  step("tag {p}-missing {p}:three"),
  step("tag {p}:one 'Bad Name'"),
  step("images --format '{{.Tag}}' {p}", { sorted: true }),
  step("rmi {p}:two"),
  step("image rm {p}:two"),
  step("rmi {p}-missing"),
];

const RUN: readonly Step[] = [
  step("run --rm busybox echo hello"),
  step("run --rm busybox sh -c 'echo out; echo err >&2; exit 3'"),
  step("run --rm -i busybox cat", { stdin: "from stdin\n" }),
  step("run --rm -i busybox wc -c", { stdin: "x".repeat(200_000) }),
  step("run --rm -t busybox tty"),
  step("run --rm -e A=1 -e B busybox sh -c 'echo $A$B'"),
  step("run --rm -w /tmp busybox pwd"),
  step("run --rm -u nobody busybox id -u"),
  step("run --rm -u 123:456 busybox id"),
  step("run --rm -u missing busybox id", { differs: "own-words" }),
  step("run --rm --hostname box busybox hostname"),
  step("run --rm --entrypoint echo busybox from entrypoint"),
  step("run --rm --network none busybox ls /sys/class/net"),
  step("run --rm --read-only busybox touch /x"),
  step("run --rm --tmpfs /run busybox sh -c 'touch /run/x && ls /run'"),
  step("run --rm --label a=b busybox true"),
  step("run --rm busybox missing-command", { differs: "own-words" }),
  step("run --rm busybox /etc", { differs: "own-words" }),
  step("run --rm busybox sh -c 'kill -TERM $$'"),
  step("run --rm {p}:one"),
  step("run --rm {p}:one echo instead"),
  step("run --rm {p}-missing true", { differs: "own-words" }),
  step("run --rm --privileged busybox true", { differs: "refused", oneSided: true }),
  step("run --rm -v data:relative busybox true", { differs: "own-words" }),
  step("run --rm --name 'bad name' busybox true"),
  step("run --rm -p 99999:80 busybox true"),
  step('run --rm busybox sh -c \'cat /proc/1/cmdline | tr "\\0" " "\''),
];

const LIFE: readonly Step[] = [
  step("create --name {p}-made busybox true"),
  step("ps -a --filter name={p}-made"),
  step("inspect -f '{{.State.Status}} {{.Path}} {{json .Args}}' {p}-made"),
  step("start {p}-made"),
  step("wait {p}-made"),
  step("ps -a --filter name={p}-made --format '{{.Names}} {{.Status}}'"),
  step("start -a {p}-made"),
  step("rm {p}-made"),
  step("rm {p}-made"),
  step(
    "run -d --name {p}-sample --label who={p} busybox sh -c 'echo ready; trap \"exit 0\" TERM; while :; do sleep 1; done'",
  ),
  step("run -d --name {p}-sample busybox true"),
  step("ps --filter name={p}-sample"),
  step("ps -q --filter name={p}-sample"),
  step("ps --no-trunc --filter name={p}-sample"),
  step("ps --filter label=who={p} --format '{{.Image}} {{.Command}} {{.Names}}'"),
  step("container ls --filter name={p}-sample"),
  step("ps --filter status=missing", { differs: "own-words" }),
  step("ps -s --filter name={p}-sample"),
  step("exec {p}-sample echo inside"),
  step("exec -i {p}-sample cat", { stdin: "typed\n" }),
  step("exec -t {p}-sample tty"),
  step("exec -w /tmp -e X=y {p}-sample sh -c 'pwd; echo $X'"),
  step("exec -u nobody {p}-sample id -u"),
  step("exec {p}-sample sh -c 'exit 7'"),
  step("exec {p}-sample missing-command", { differs: "own-words" }),
  step("exec -d {p}-sample touch /detached"),
  step("exec {p}-missing true"),
  step("exec {p}-sample sh -c 'echo added > /added; rm /etc/group; echo x >> /etc/passwd'"),
  step("diff {p}-sample", { sorted: true }),
  step("diff {p}-missing"),
  step("logs {p}-sample"),
  step("logs --tail 1 {p}-sample"),
  step("logs -t {p}-sample"),
  step("logs --since 1h {p}-sample"),
  step("logs --until 1h {p}-sample"),
  step("logs -n 0 {p}-sample"),
  step("logs {p}-missing"),
  step("top {p}-sample", { only: /^UID/, differs: "ps", oneSided: true }),
  step("stats --no-stream {p}-sample", { only: /^CONTAINER/ }),
  step("stats --no-stream --format '{{.Name}}' {p}-sample"),
  step("port {p}-sample"),
  step("pause {p}-sample"),
  step("ps --filter name={p}-sample --format '{{.Status}}'"),
  step("pause {p}-sample"),
  step("exec {p}-sample true"),
  step("unpause {p}-sample"),
  step("unpause {p}-sample"),
  step("rename {p}-sample {p}-renamed"),
  step("rename {p}-renamed {p}-sample"),
  step("rename {p}-missing {p}-x"),
  step("rename {p}-sample {p}-sample"),
  step("rename {p}-sample /{p}-sample"),
  step(
    "events --since 1h --until 0s --filter container={p}-sample --filter event=pause --format '{{.Type}} {{.Action}}'",
  ),
  step(
    "events --since 1h --until 0s --filter container={p}-made --filter event=die --format '{{.Action}} {{.Actor.Attributes.exitCode}}'",
  ),
  step("update --memory 64m {p}-sample", { differs: "limits", oneSided: true }),
  step("rm {p}-sample"),
  step("restart -t 1 {p}-sample"),
  step("stop {p}-sample"),
  step("inspect -f '{{.State.Status}} {{.State.ExitCode}}' {p}-sample"),
  step("logs -f {p}-sample"),
  step("attach {p}-sample"),
  step("ps -a --filter exited=0 --filter name={p}-sample --format '{{.Names}}'"),
  step("ps -a --filter ancestor=busybox --filter name={p}-sample --format '{{.Names}}'"),
  step("stop {p}-sample"),
  step("stop {p}-missing"),
  step("kill {p}-sample"),
  step("exec {p}-sample true"),
  step("start {p}-sample"),
  step("kill {p}-sample"),
  step("wait {p}-sample"),
  step("inspect -f '{{.State.ExitCode}}' {p}-sample"),
  step("start {p}-missing"),
];

const FILES: readonly Step[] = [
  step("cp {ctx}/app.txt {p}-sample:/copied", { differs: "own-words", only: /^(?!Successfully|Copying|Preparing)/ }),
  step("cp {p}-sample:/added -", { only: /^$/ }),
  step("cp {p}-sample:/missing -", { only: /./ }),
  step("cp {ctx}/missing {p}-sample:/", { only: /./ }),
  step("cp {p}-missing:/x -", { only: /./ }),
  step("commit -m 'added file' -a 'my name' {p}-sample {p}-app:1"),
  step('commit -c \'CMD ["cat", "/added"]\' {p}-sample {p}-app:2'),
  step("commit -c 'MISSING x' {p}-sample {p}-app:3", { differs: "own-words" }),
  step("commit {p}-missing {p}-app:4"),
  step("images {p}-app --format '{{.Tag}}'", { sorted: true }),
  step("inspect -f '{{.Author}} {{.Comment}}' {p}-app:1"),
  step("history --format '{{.Comment}}' {p}-app:1", { only: /added/ }),
  step("run --rm {p}-app:2"),
  step("run --rm {p}-app:1 cat /added /copied"),
  step("export -o {out}/{side}-export.tar {p}-sample"),
  step("export {p}-missing"),
  step("import {out}/{side}-export.tar {p}-imported"),
  step("run --rm {p}-imported cat /added"),
  step("save -o {out}/{side}-saved.tar {p}-app:2"),
  step("save {p}-missing"),
  step("rmi {p}-app:2", { only: /^Untagged/ }),
  step("load -i {out}/{side}-saved.tar", { only: /^Loaded/ }),
  step("load -q -i {out}/{side}-saved.tar"),
  step("run --rm {p}-app:2"),
  step("load -i {ctx}/app.txt", { differs: "own-words" }),
];

const REGISTRY: readonly Step[] = [
  step("tag {p}:one {repo}:2"),
  step("push {repo}:2", { differs: "layers", only: /^(?!<id>: )/ }),
  step("push {repo}:missing"),
  step("rmi {repo}:2", { differs: "digests" }),
  step("pull {repo}:2", { differs: "layers", only: /^(?!<id>: )/ }),
  step("pull -q {repo}:2"),
  step("run --rm {repo}:2"),
  step("rmi {repo}:2", { only: /^Untagged: [^@]*$/ }),
  step("push {p}-missing/x"),
  step("login -u me -p wrong 127.0.0.1:1", { differs: "own-words" }),
  step("logout 127.0.0.1:1"),
];

const PORTS: readonly Step[] = [
  step("run -d --name {p}-web -p 80 busybox httpd -f"),
  step("port {p}-web", { differs: "loopback" }),
  step("ps --filter name={p}-web --format '{{.Names}} {{.Image}}'"),
  step("ps --filter publish=80 --filter name={p}-web -q", { differs: "loopback" }),
  step("inspect -f '{{json .Config.ExposedPorts}}' {p}-web"),
  step("create --name {p}-holder {p}:arg"),
  step("rmi {p}:arg"),
  step("rmi -f {p}:arg", { only: /^Untagged/ }),
  step("ps -a --filter name={p}-holder --format '{{.Command}}'"),
  step("rm {p}-holder"),
  step("rm -f {p}-web"),
];

const VOLUMES: readonly Step[] = [
  step("volume create {p}-data"),
  step("volume create {p}-data"),
  step("volume ls --filter name={p}-data"),
  step("volume ls -q --filter name={p}-data"),
  step("volume inspect -f '{{.Name}} {{.Driver}} {{.Scope}}' {p}-data"),
  step("volume inspect {p}-missing"),
  step("run --rm -v {p}-data:/data busybox sh -c 'echo kept > /data/x'"),
  step("run --rm -v {p}-data:/data:ro busybox cat /data/x"),
  step("run --rm -v {p}-data:/data:ro busybox touch /data/y"),
  step("run -d --name {p}-user -v {p}-data:/data busybox sleep 1000"),
  step("volume rm {p}-data"),
  step("inspect -f '{{range .Mounts}}{{.Type}} {{.Name}} {{.Destination}} {{.RW}}{{end}}' {p}-user"),
  step("rm -f -v {p}-user"),
  step("volume rm {p}-data"),
  step("volume rm {p}-data"),
];

const END: readonly Step[] = [
  step("run -d --name {p}-health --health-cmd true --health-interval 1s busybox sleep 1000"),
  step("inspect -f '{{json .Config.Healthcheck.Test}}' {p}-health"),
  step("rm -f {p}-health"),
  step("container prune -f --filter label=who={p}"),
  step("container prune -f --filter label=who={p}"),
  step("rmi {p}:quiet", { only: /^Untagged/ }),
  step("rmi -f {p}-imported", { only: /^Untagged/ }),
  step("system df", { only: /^TYPE/ }),
  step("ps --filter missing=1"),
  step("missing-command"),
];

/** What is run on both sides, in this order. */
export const STEPS: readonly Step[] = [
  ...SYSTEM,
  ...PULL,
  ...BUILD,
  ...RUN,
  ...LIFE,
  ...FILES,
  ...REGISTRY,
  ...PORTS,
  ...VOLUMES,
  ...END,
];
