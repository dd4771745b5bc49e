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
  layers: "Layers are compressed again, so a registry may hold them already for one side only.",
  "own-words": "The same mistake in other words.",
} as const;

export type Difference = keyof typeof DIFFERENCES;

export interface Step {
  /** A docker command line. `{p}` is the prefix of this run's names, `{repo}` this side's repository, `{guarded}` a registry with a password. */
  readonly command: string;
  readonly stdin?: string;
  /** Where the outputs differ and why; the exit codes are compared in any case but `oneSided`. */
  readonly differs?: Difference;
  /** Whether the exit codes differ too: only one side can do it. */
  readonly oneSided?: boolean;
  /** Run in a terminal, as `-it` needs one. */
  readonly inTerminal?: true;
  /** Only these lines of the output, such as a table's header. */
  readonly only?: RegExp;
  /** Lines in the order of the alphabet: the commands' own order is not fixed. */
  readonly sorted?: boolean;
}

export const step = (command: string, options: Omit<Step, "command"> = {}): Step => ({ command, ...options });
