import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { WebSocket } from "ws";
import { z } from "zod";
import { execSpecSchema } from "#contract/container.ts";
import { parseJson } from "#contract/parseJson.ts";
import { paths } from "#contract/paths.ts";
import { type TerminalAnswer, terminalRequestSchema } from "#contract/terminal.ts";
import type { Attachment, Containers } from "#server/containers/containers.ts";
import { ownerOf } from "../base/owner.ts";
import { toProblem } from "../base/problem.ts";
import { failures, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { refusePlainRequest } from "../base/sockets.ts";
import { containerParams } from "./containers.ts";
import { KeptTerminals, type Screen } from "./keptTerminals.ts";
import { TerminalPace } from "./terminalPace.ts";

const side = z.coerce.number().int().min(1).max(1000);

const execJson = z
  .string()
  .max(65_536)
  .transform((text, context) => {
    try {
      return execSpecSchema.parse(JSON.parse(text));
    } catch {
      context.issues.push({ code: "custom", message: "not an ExecSpec", input: text });
      return z.NEVER;
    }
  });

const terminalQuery = z.object({
  exec: execJson.optional(),
  /** A name that the client chooses: after a lost connection, it names the terminal to come back to. */
  session: z.string().max(64).optional(),
  columns: side.optional(),
  rows: side.optional(),
  /** Starts the container once its output is connected. */
  start: z.stringbool().default(false),
  /** The client says what it has read, and gets no more than it can show. */
  paced: z.stringbool().default(false),
  /** Sends first what the container printed last. */
  logs: z.stringbool().default(false),
});
type TerminalQuery = z.infer<typeof terminalQuery>;

interface AskedTerminal {
  readonly owner: string;
  readonly id: string;
  readonly query: TerminalQuery;
}

/** Lines of the log before the output of a container that runs already. */
const TAIL = 1000;

/** A terminal of a container: of its own command, or of one more. */
export function containerTerminalRoutes({ containers }: Services): FastifyPluginAsyncZod {
  const kept = new KeptTerminals();
  // A WebSocket's handler gets no typed query.
  const asked = new WeakMap<object, AskedTerminal>();

  async function exec(socket: WebSocket, { owner, id, query }: AskedTerminal): Promise<void> {
    const { exec: spec, session } = query;
    if (spec === undefined) return;
    const start = () => containers.exec(owner, id, spec, sizeOf(query));
    const name = `${id} ${session ?? crypto.randomUUID()}`;
    const terminal = kept.find(owner, name) ?? (await kept.start(owner, name, start));
    const pace = query.paced ? new TerminalPace() : undefined;
    const { leave } = terminal.show(screenOn(socket, pace), sizeOf(query));
    socket.once("close", () => (session === undefined ? terminal.hangUp() : leave()));
    takeInput(socket, terminal.session, pace);
  }

  return async (app) => {
    app.route({
      method: "GET",
      url: paths.containerTerminal,
      schema: {
        summary: "Connect a terminal (WebSocket) to a container's command, or to one more with exec",
        params: containerParams,
        querystring: terminalQuery,
        response: {
          101: streamed("Binary frames are bytes, text frames are messages", "application/json"),
          ...failures,
        },
      },
      // Before the handshake is answered: 404 if there is none.
      preHandler: async (request) => {
        const owner = ownerOf(request);
        const { id } = containers.get(owner, request.params.ref);
        asked.set(request.raw, { owner, id, query: request.query });
      },
      handler: (request) => refusePlainRequest(request),
      wsHandler: async (socket, request) => {
        // What arrives meanwhile waits.
        socket.pause();
        const terminal = asked.get(request.raw);
        if (terminal === undefined) return socket.terminate();
        try {
          if (terminal.query.exec === undefined) await attach(containers, socket, terminal);
          else await exec(socket, terminal);
        } catch (error) {
          const shown = toProblem(error);
          if (shown.code === "internal") request.log.error({ err: error }, "terminal failed");
          finish(socket, { type: "problem", problem: shown });
        }
      },
    });
  };
}

/** Connects the container's own command. Closing the socket ends nothing. */
async function attach(containers: Containers, socket: WebSocket, { owner, id, query }: AskedTerminal): Promise<void> {
  const gone = new AbortController();
  const attachment = containers.attach(owner, id);
  socket.once("close", () => {
    gone.abort();
    attachment.detach();
  });
  const pace = query.paced ? new TerminalPace() : undefined;
  takeInput(socket, attachment, pace);
  const screen = screenOn(socket, pace);
  const condition = query.start ? "next-exit" : "not-running";
  const ended = containers.wait(owner, id, condition, gone.signal);
  // Its failure is one of the ends below.
  ended.catch(() => {});
  if (query.start) await containers.start(owner, id);
  const size = sizeOf(query);
  if (size) attachment.resize(size);
  let told = 0;
  if (query.logs) {
    for await (const { at, bytes } of containers.logs(owner, id, { tail: TAIL }, gone.signal)) {
      told = at;
      await screen.write(bytes);
    }
  }
  for await (const { at, bytes } of attachment.output) if (at > told) await screen.write(bytes);
  if (gone.signal.aborted) return;
  screen.end((await ended).code);
}

function sizeOf({ columns, rows }: TerminalQuery) {
  return columns === undefined || rows === undefined ? undefined : { columns, rows };
}

function screenOn(socket: WebSocket, pace: TerminalPace | undefined): Screen {
  socket.once("close", () => pace?.end());
  return {
    write: async (bytes) => {
      await new Promise<void>((resolve) => socket.send(bytes, { binary: true }, () => resolve()));
      await pace?.sent(bytes.length);
    },
    end: (code) => finish(socket, { type: "ended", code }),
    close: () => socket.close(1000),
  };
}

function finish(socket: WebSocket, answer: TerminalAnswer): void {
  socket.resume();
  socket.send(JSON.stringify(answer));
  socket.close(1000);
}

/** From now on, what the client sends goes to the command, at the command's pace. */
function takeInput(
  socket: WebSocket,
  command: Pick<Attachment, "stdin" | "resize">,
  pace: TerminalPace | undefined,
): void {
  const { stdin } = command;
  stdin?.on("error", () => {});
  socket.on("message", (data: Buffer, isBinary) => {
    if (!isBinary) return take(data.toString("utf8"));
    if (stdin === undefined || stdin.writableEnded || stdin.write(data)) return;
    socket.pause();
    stdin.once("drain", () => socket.resume());
  });
  socket.resume();

  function take(text: string): void {
    const request = terminalRequestSchema.safeParse(parseJson(text));
    if (!request.success) socket.close(1008, "not a request of a terminal");
    else if (request.data.type === "end") stdin?.end();
    else if (request.data.type === "read") pace?.read(request.data.bytes);
    else command.resize({ columns: request.data.columns, rows: request.data.rows });
  }
}
