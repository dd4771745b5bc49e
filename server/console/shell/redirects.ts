import type { CommandIo, Input, Output } from "../command/commandIo.ts";
import { type ConsoleFiles, FAULT_WORDS, type ResolvedPath } from "../command/consoleFiles.ts";
import { visibleName } from "../text/visibleText.ts";
import { Pipe } from "./pipe.ts";
import type { Redirect, ShellWord } from "./syntax.ts";

/** The streams of a command, and what is to do when it has ended. */
export interface OpenedStreams {
  readonly io: CommandIo;
  /** Saves the files that it wrote. */
  close(): Promise<void>;
}

interface Expansion {
  /** The word as one; undefined if it became none or several. */
  one(word: ShellWord): string | undefined;
  text(word: ShellWord): string;
}

interface Opening extends Expansion {
  readonly files: ConsoleFiles;
}

const NOWHERE: Output = { isTerminal: false, write: async () => {} };
const NOTHING: Input = { isTerminal: false, async *[Symbol.asyncIterator]() {} };

type Streams = Pick<CommandIo, "stdin" | "stdout" | "stderr">;

/** What one redirection does. */
interface Opened {
  readonly streams: Partial<Streams>;
  readonly close?: () => Promise<void>;
}

interface Fault {
  readonly fault: string;
}

/** Applies redirections in order. A fault is one line. */
export async function openStreams(
  redirects: readonly Redirect[],
  io: CommandIo,
  opening: Opening,
): Promise<OpenedStreams | Fault> {
  let streams: Streams = { stdin: io.stdin, stdout: io.stdout, stderr: io.stderr };
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const each of closing) await each();
  };
  for (const redirect of redirects) {
    const opened = await open(redirect, streams, io, opening);
    if ("fault" in opened) {
      // Files that were opened before are still made, as a shell does.
      await close();
      return opened;
    }
    streams = { ...streams, ...opened.streams };
    if (opened.close !== undefined) closing.push(opened.close);
  }
  return { io: { ...io, ...streams }, close };
}

async function open(redirect: Redirect, streams: Streams, io: CommandIo, opening: Opening): Promise<Opened | Fault> {
  switch (redirect.kind) {
    case "same":
      return { streams: { [redirect.of]: streams[redirect.as] } };
    case "text":
      return { streams: { stdin: textInput(opening.text(redirect.text)) } };
    case "input":
      return openInput(redirect.from, opening);
    case "output": {
      const opened = await openOutput(redirect, io, opening);
      if ("fault" in opened) return opened;
      const { output, close } = opened;
      const both = { stdout: output, stderr: output };
      return { streams: redirect.of === "both" ? both : { [redirect.of]: output }, close };
    }
  }
}

function textInput(text: string): Input {
  return {
    isTerminal: false,
    async *[Symbol.asyncIterator]() {
      if (text !== "") yield Buffer.from(text);
    },
  };
}

async function openInput(word: ShellWord, { one, files }: Opening): Promise<Opened | Fault> {
  const name = one(word);
  if (name === undefined) return { fault: "ambiguous redirect" };
  if (name === "/dev/null") return { streams: { stdin: NOTHING } };
  const resolved = await files.resolve(name);
  if (resolved.kind !== "file") return { fault: `${visibleName(name)}: ${faultOf(resolved)}` };
  const { file } = resolved;
  const stdin: Input = { isTerminal: false, [Symbol.asyncIterator]: () => files.read(file)[Symbol.asyncIterator]() };
  return { streams: { stdin } };
}

async function openOutput(
  { to, append }: Extract<Redirect, { kind: "output" }>,
  io: CommandIo,
  { one, files }: Opening,
): Promise<{ readonly output: Output; close(): Promise<void> } | Fault> {
  const name = one(to);
  if (name === undefined) return { fault: "ambiguous redirect" };
  const keep = async () => {};
  if (name === "/dev/null") return { output: NOWHERE, close: keep };
  if (name === "/dev/stdout" || name === "/dev/stderr")
    return { output: name === "/dev/stdout" ? io.stdout : io.stderr, close: keep };
  const resolved = await files.resolve(name);
  const canBe = resolved.kind === "file" || (resolved.kind === "absent" && resolved.hasParent && !name.endsWith("/"));
  if (!canBe) return { fault: `${visibleName(name)}: ${faultOf(resolved)}` };
  const pipe = new Pipe();
  const written = append ? files.append(resolved.path, pipe.input) : files.write(resolved.path, pipe.input);
  // A disk that is full ends the command; `close` tells.
  written.catch(() => pipe.break());
  return {
    output: pipe.output,
    close: () => {
      pipe.end();
      return written;
    },
  };
}

function faultOf(resolved: ResolvedPath): string {
  if (resolved.kind === "folder") return FAULT_WORDS["is-folder"];
  return FAULT_WORDS[resolved.kind === "invalid" ? resolved.fault : "not-found"];
}
