import type { Range } from "#contract/range.ts";
import type { Mistake } from "../syntax/mistake.ts";

/**
 * The typed instructions: what BuildKit's `instructions` package makes of a statement, with a range on each part.
 * Words are kept as written (quotes and variables in them); `expansion/` makes values of them for a build.
 */

/** A word as written, before expansion, and its place. */
export interface Word {
  readonly raw: string;
  readonly range: Range;
}

/** `<<-"EOF"`: its name, its body as written (tabs stripped where `chomp`), whether variables in it are expanded. */
export interface Heredoc {
  readonly name: string;
  readonly body: string;
  /** As written, tabs and line breaks kept. */
  readonly rawBody: string;
  /** False if any part of the name is quoted. */
  readonly expand: boolean;
  /** True for `<<-`: leading tabs of each line were stripped. */
  readonly chomp: boolean;
  readonly fileDescriptor: number;
  /** The body's lines, without the terminator. */
  readonly range: Range;
}

/** Shell form (a command line for the SHELL of the stage) or exec form (a JSON array of words). */
export type Command =
  | { readonly form: "shell"; readonly text: string; readonly range: Range; readonly heredocs: readonly Heredoc[] }
  | { readonly form: "exec"; readonly args: readonly string[]; readonly range: Range };

export interface RunMount {
  readonly type: "bind" | "cache" | "tmpfs" | "secret" | "ssh";
  /** The keys as written, `type` left out; flags such as `ro` have the value "true". */
  readonly options: Readonly<Record<string, string>>;
  /** The whole value of the flag, for expansion. */
  readonly raw: string;
  readonly range: Range;
}

/** Where COPY and ADD take files from: paths and URLs, or heredocs that become files. */
export type CopySource =
  | { readonly kind: "path"; readonly path: Word }
  | { readonly kind: "heredoc"; readonly heredoc: Heredoc };

interface Base<Name extends string> {
  readonly name: Name;
  /** The whole statement, comments between its lines included, heredoc bodies too. */
  readonly range: Range;
  /** The statement as BuildKit keeps it: continuation lines joined, comments dropped, heredocs left out. */
  readonly original: string;
  /** The instruction's word as written, in whatever case. */
  readonly keyword: Word;
}

export interface KeyValue {
  readonly key: Word;
  /** As written; "" where `ENV key=`. */
  readonly value: Word;
  /** True for the old form with a space between key and value. */
  readonly legacy?: boolean;
}

export interface FromInstruction extends Base<"FROM"> {
  readonly image: Word;
  readonly alias?: Word;
  /** The word AS as written. */
  readonly as?: Word;
  readonly platform?: Word;
}

export interface RunInstruction extends Base<"RUN"> {
  readonly command: Command;
  readonly mounts: readonly RunMount[];
  readonly network: "default" | "none" | "host";
  readonly security: "sandbox" | "insecure";
  readonly devices: readonly Word[];
}

interface CopyFlags {
  readonly sources: readonly CopySource[];
  readonly destination: Word;
  readonly chown?: Word;
  readonly chmod?: Word;
  readonly link: boolean;
  readonly excludes: readonly Word[];
}

export interface CopyInstruction extends Base<"COPY">, CopyFlags {
  readonly from?: Word;
  readonly parents: boolean;
}

export interface AddInstruction extends Base<"ADD">, CopyFlags {
  readonly checksum?: Word;
  /** Undefined if the flag is not given. */
  readonly keepGitDir?: boolean;
  /** Undefined if the flag is not given: local archives are unpacked, downloads are not. */
  readonly unpack?: boolean;
}

export interface EnvInstruction extends Base<"ENV"> {
  readonly pairs: readonly KeyValue[];
}
export interface LabelInstruction extends Base<"LABEL"> {
  readonly pairs: readonly KeyValue[];
}
export interface ArgInstruction extends Base<"ARG"> {
  readonly args: readonly { readonly key: Word; readonly value?: Word }[];
}
export interface WorkdirInstruction extends Base<"WORKDIR"> {
  readonly path: Word;
}
export interface UserInstruction extends Base<"USER"> {
  readonly user: Word;
}
export interface ExposeInstruction extends Base<"EXPOSE"> {
  readonly ports: readonly Word[];
}
export interface VolumeInstruction extends Base<"VOLUME"> {
  readonly paths: readonly Word[];
}
export interface CmdInstruction extends Base<"CMD"> {
  readonly command: Command;
}
export interface EntrypointInstruction extends Base<"ENTRYPOINT"> {
  readonly command: Command;
}
export interface ShellInstruction extends Base<"SHELL"> {
  readonly shell: readonly string[];
}
export interface StopsignalInstruction extends Base<"STOPSIGNAL"> {
  readonly signal: Word;
}
export interface HealthcheckInstruction extends Base<"HEALTHCHECK"> {
  /** `NONE`, or a command with its flags in nanoseconds as the OCI config has them. */
  readonly check:
    | { readonly kind: "none" }
    | {
        readonly kind: "command";
        readonly command: Command;
        readonly interval?: number;
        readonly timeout?: number;
        readonly startPeriod?: number;
        readonly startInterval?: number;
        readonly retries?: number;
      };
}
export interface OnbuildInstruction extends Base<"ONBUILD"> {
  /** The instruction that a child image will run, as text without ONBUILD (as BuildKit stores the trigger). */
  readonly expression: string;
  /** Undefined if it is wrong; BuildKit finds out only in the child image. */
  readonly trigger: Instruction | undefined;
  /** Why it is undefined. */
  readonly triggerMistake?: Mistake;
}
export interface MaintainerInstruction extends Base<"MAINTAINER"> {
  readonly maintainer: string;
}

export type Instruction =
  | FromInstruction
  | RunInstruction
  | CopyInstruction
  | AddInstruction
  | EnvInstruction
  | LabelInstruction
  | ArgInstruction
  | WorkdirInstruction
  | UserInstruction
  | ExposeInstruction
  | VolumeInstruction
  | CmdInstruction
  | EntrypointInstruction
  | ShellInstruction
  | StopsignalInstruction
  | HealthcheckInstruction
  | OnbuildInstruction
  | MaintainerInstruction;

export type InstructionName = Instruction["name"];
export type InstructionOf<Name extends InstructionName> = Extract<Instruction, { name: Name }>;
