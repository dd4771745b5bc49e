import { z } from "zod";
import { type ExecSpec, execSpecSchema } from "#contract/container.ts";
import type { ExecSession } from "#server/containers/containers.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";
import { jsonBody, optionalJsonBody } from "../base/engineBody.ts";
import { type EngineCall, param, type Routes } from "../base/engineCall.ts";
import { EngineError, errorAnswer } from "../base/engineError.ts";
import { sendJson, sendNothing } from "../base/engineReply.ts";
import { refusal } from "../base/refusal.ts";
import { connectStreams, takeConnection } from "./attachedStreams.ts";
import { detachKeysOf } from "./detachKeys.ts";
import { type Exec, type ExecRegistry, isRunning } from "./execRegistry.ts";
import { frame } from "./frames.ts";
import { sizeOf } from "./lifecycleRoutes.ts";

const createSchema = z.looseObject({
  Cmd: z.array(z.string()).nullish(),
  Env: z.array(z.string()).nullish(),
  WorkingDir: z.string().nullish(),
  User: z.string().nullish(),
  Tty: z.boolean().nullish(),
  AttachStdin: z.boolean().nullish(),
  AttachStdout: z.boolean().nullish(),
  AttachStderr: z.boolean().nullish(),
  Privileged: z.boolean().nullish(),
  DetachKeys: z.string().nullish(),
});

const startSchema = z.looseObject({
  Detach: z.boolean().nullish(),
  ConsoleSize: z.tuple([z.int(), z.int()]).nullish(),
});

/** `docker exec`: created, then started, perhaps resized, and inspected for its exit code. */
export function execRoutes(engine: Engine, execs: ExecRegistry): Routes {
  const { containers, events } = engine;
  return {
    "POST /containers/:id/exec": async (call) => {
      const request = await jsonBody(call, createSchema);
      const container = containers.get(OPERATOR, param(call, "id"));
      const { state } = container;
      if (state.phase !== "running") throw new EngineError(409, `container ${container.id} is not running`);
      if (state.paused) {
        throw new EngineError(409, `Container ${param(call, "id")} is paused, unpause the container before exec`);
      }
      detachKeysOf(request.DetachKeys);
      const streams = [request.AttachStdout === true && "stdout", request.AttachStderr === true && "stderr"] as const;
      const exec = execs.create({
        container: container.id,
        spec: specOf(request),
        streams: new Set(streams.filter((name) => name !== false)),
      });
      events.emitOf(container, `exec_create: ${exec.spec.command.join(" ")}`, { execID: exec.id });
      sendJson(call, { Id: exec.id }, 201);
    },

    "POST /exec/:id/start": async (call) => {
      const { Detach, ConsoleSize } = (await optionalJsonBody(call, startSchema)) ?? {};
      const exec = execs.require(param(call, "id"));
      if (exec.hasStarted) throw new EngineError(409, `exec ${exec.id} has already run`);
      const container = containers.get(OPERATOR, exec.container);
      events.emitOf(container, `exec_start: ${exec.spec.command.join(" ")}`, { execID: exec.id });
      const [rows, columns] = ConsoleSize ?? [0, 0];
      // A client without a terminal of its own says 0.
      const size = rows > 0 && columns > 0 ? { rows, columns } : undefined;
      if (Detach === true) await startDetached(engine, call, exec, size);
      else await startAttached(engine, call, exec, size);
      const exitCode = String(exec.exitCode ?? "");
      if (exec.exitCode !== undefined) events.emitOf(container, "exec_die", { execID: exec.id, exitCode });
    },

    "POST /exec/:id/resize": (call) => {
      const size = sizeOf(call);
      if (size !== undefined) execs.resize(param(call, "id"), size);
      sendNothing(call, 200);
    },

    "GET /exec/:id/json": (call) => sendJson(call, inspectExec(execs.require(param(call, "id")))),
  };
}

function specOf({ Cmd, Env, WorkingDir, User, Tty, AttachStdin, Privileged }: z.infer<typeof createSchema>): ExecSpec {
  if (Privileged === true) throw refusal("--privileged", "containers here have no rights on the machine");
  if (Cmd === null || Cmd === undefined || Cmd.length === 0) throw new EngineError(400, "No exec command specified");
  const parsed = execSpecSchema.safeParse({
    command: Cmd,
    ...(Env && { env: Env }),
    ...(WorkingDir && { workdir: WorkingDir }),
    ...(User && { user: User }),
    ...(Tty === true && { terminal: true }),
    ...(AttachStdin === true && { stdin: true }),
  });
  if (parsed.success) return parsed.data;
  throw new EngineError(400, `invalid exec: ${parsed.error.issues[0]?.message ?? "not valid"}`);
}

type Size = { readonly rows: number; readonly columns: number } | undefined;

async function begin({ containers }: Engine, exec: Exec, size: Size): Promise<ExecSession> {
  exec.hasStarted = true;
  try {
    const session = await containers.exec(OPERATOR, exec.container, exec.spec, size);
    exec.session = session;
    return session;
  } catch (error) {
    exec.exitCode = /permission denied/i.test(errorAnswer(error).message) ? 126 : 127;
    throw error;
  }
}

async function startDetached(engine: Engine, call: EngineCall, exec: Exec, size: Size): Promise<void> {
  const session = await begin(engine, exec, size);
  void discard(session);
  sendNothing(call, 200);
  void session.wait().then((code) => {
    exec.exitCode = code;
  });
}

async function discard({ output, stdin }: ExecSession): Promise<void> {
  stdin?.end();
  for await (const _ of output);
}

/** Once the connection is the command's, an error is text on it, as with Docker. */
async function startAttached(engine: Engine, call: EngineCall, exec: Exec, size: Size): Promise<void> {
  const terminal = exec.spec.terminal === true;
  const connection = takeConnection(call, terminal);
  try {
    const session = await begin(engine, exec, size);
    const ended = session.wait().then((code) => {
      exec.exitCode = code;
    });
    const choice = {
      terminal,
      stdin: exec.spec.stdin === true,
      streams: exec.streams,
      detachKeys: detachKeysOf(call.query.get("detachKeys")),
    };
    // The client asks for the exit code as soon as the connection ends.
    await connectStreams(session, connection, call, { ...choice, until: ended });
  } catch (error) {
    const text = Buffer.from(`${errorAnswer(error, exec.container).message}\r\n`);
    connection.output.end(terminal ? text : frame("stdout", text));
  }
}

function inspectExec(exec: Exec): Record<string, unknown> {
  const { id, container, spec, streams, exitCode } = exec;
  const [entrypoint = "", ...args] = spec.command;
  return {
    ID: id,
    Running: isRunning(exec),
    ExitCode: exitCode ?? null,
    ProcessConfig: {
      tty: spec.terminal === true,
      entrypoint,
      arguments: args,
      privileged: false,
      ...(spec.user !== undefined && { user: spec.user }),
    },
    OpenStdin: spec.stdin === true,
    OpenStdout: streams.has("stdout"),
    OpenStderr: streams.has("stderr"),
    CanRemove: exitCode !== undefined,
    ContainerID: container,
    DetachKeys: "",
    Pid: 0,
  };
}
