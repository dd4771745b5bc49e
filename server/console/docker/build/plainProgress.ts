import type { BuildWarning } from "#contract/build.ts";
import type { BuildEvent, FinishedEvent, StepEvent } from "#contract/buildEvent.ts";
import type { Assignment } from "#contract/builderChoice.ts";
import { humanSize } from "#contract/docker/humanSize.ts";
import { normalizedName, parseReference } from "#contract/names/reference.ts";
import { vertexNames } from "./vertices.ts";

interface Vertex {
  readonly number: number;
  readonly name: string;
  readonly startedAt: number;
  isDone: boolean;
  /** Its log since the last newline, by stream. */
  readonly open: Map<string, string>;
}

function lineOf({ range }: BuildWarning): string {
  return range === undefined ? "" : ` (line ${range.start.line + 1})`;
}

/** As buildx prints them below a build. */
function warningList(warnings: readonly BuildWarning[]): string {
  if (warnings.length === 0) return "";
  const count = warnings.length === 1 ? "1 warning found" : `${warnings.length} warnings found`;
  const lines = warnings.map((warning) => {
    const { code, message } = warning;
    return ` - ${code === undefined ? "" : `${code}: `}${message}${lineOf(warning)}\n`;
  });
  return `\n ${count} (use docker --debug to expand):\n${lines.join("")}`;
}

/** The lines of a build's progress, as BuildKit's `--progress plain` prints them. Pure: the caller writes what it returns. */
export class PlainProgress {
  readonly #contextBytes: number;
  readonly #vertices = new Map<string, Vertex>();
  #names = new Map<string, string>();
  #last: Vertex | undefined;
  #count = 0;
  #warnings: BuildWarning[] = [];

  constructor(contextBytes: number) {
    this.#contextBytes = contextBytes;
  }

  begin(builder: string, driver: string): string {
    return `#0 building with ${JSON.stringify(builder)} instance using ${driver} driver\n\n`;
  }

  /** A builder begins; if another one was lost, from the beginning. */
  assigned({ builder, code, instead }: Assignment, driver: string): string {
    this.#vertices.clear();
    this.#warnings = [];
    this.#last = undefined;
    this.#count = 0;
    const lost = code === "retried" ? `\nBuilder ${JSON.stringify(instead)} was lost. The build starts over.\n\n` : "";
    return lost + this.begin(builder, driver);
  }

  /** What an event adds. `now`: milliseconds since the epoch. */
  take(event: BuildEvent, now: number): string {
    switch (event.type) {
      case "queued":
        return event.ahead === 0 ? "" : `Queued: ${event.ahead} builds are started before this one.\n`;
      case "source":
        return this.#internal("load build definition from Dockerfile", [
          `transferring dockerfile: ${humanSize(Buffer.byteLength(event.dockerfileText))} done`,
        ]);
      case "planned":
        this.#names = vertexNames(event.stages, event.steps);
        return this.#internal("load build context", [`transferring context: ${humanSize(this.#contextBytes)} done`]);
      case "step":
        return this.#step(event);
      case "log":
        return this.#log(event.step, event.stream, event.text, now);
      case "progress":
      case "assigned":
        return "";
      case "warning":
        this.#warnings.push(event);
        return "";
      case "finished":
        return event.state === "done" ? this.#exported(event) + warningList(this.#warnings) : "";
    }
  }

  /** What a failed step says, which may have failed before it began. */
  failure(step: string | undefined, message: string, log: readonly string[]): string {
    const name = step === undefined ? undefined : this.#names.get(step);
    if (step === undefined || name === undefined) return "";
    const vertex = this.#vertices.get(step) ?? this.#open(step, name, 0);
    const rule = "-".repeat(6);
    return `${this.#line(vertex, `ERROR: ${message}`)}${rule}\n > ${vertex.name}:\n${log.map((line) => `${line}\n`).join("")}${rule}\n`;
  }

  #internal(name: string, lines: readonly string[]): string {
    const vertex = this.#open(`internal ${name}`, `[internal] ${name}`, 0);
    vertex.isDone = true;
    return this.#header(vertex) + [...lines, "DONE 0.0s"].map((line) => `#${vertex.number} ${line}\n`).join("");
  }

  #step({ step, state, at }: StepEvent): string {
    const name = this.#names.get(step);
    if (name === undefined || state === "pending" || state === "canceled") return "";
    const known = this.#vertices.get(step);
    const vertex = known ?? this.#open(step, name, at);
    const header = known === undefined ? this.#header(vertex) : "";
    if (state === "running") return header;
    const rest = this.#flush(vertex, at);
    vertex.isDone = true;
    if (state === "cached") return header + rest + this.#line(vertex, "CACHED");
    if (state === "failed") return header + rest;
    return header + rest + this.#line(vertex, `DONE ${seconds(at - vertex.startedAt)}s`);
  }

  #open(id: string, name: string, startedAt: number): Vertex {
    this.#count += 1;
    const vertex: Vertex = { number: this.#count, name, startedAt, isDone: false, open: new Map() };
    this.#vertices.set(id, vertex);
    return vertex;
  }

  /** A step that was interrupted by another is named again. */
  #line(vertex: Vertex, text: string): string {
    const head = this.#last === vertex ? "" : this.#header(vertex);
    return `${head}#${vertex.number} ${text}\n`;
  }

  #header(vertex: Vertex): string {
    const last = this.#last;
    this.#last = vertex;
    const left = last === undefined ? "" : last.isDone ? "\n" : `#${last.number} ...\n\n`;
    return `${left}#${vertex.number} ${vertex.name}\n`;
  }

  #log(step: string, stream: string, text: string, now: number): string {
    const vertex = this.#vertices.get(step);
    if (vertex === undefined) return "";
    const lines = `${vertex.open.get(stream) ?? ""}${text}`.split("\n");
    vertex.open.set(stream, lines.pop() ?? "");
    return lines.map((line) => this.#logLine(vertex, line, now)).join("");
  }

  #flush(vertex: Vertex, now: number): string {
    const rest = [...vertex.open.values()].filter((line) => line !== "");
    vertex.open.clear();
    return rest.map((line) => this.#logLine(vertex, line, now)).join("");
  }

  #logLine(vertex: Vertex, line: string, now: number): string {
    const time = (Math.max(0, now - vertex.startedAt) / 1000).toFixed(3);
    return this.#line(vertex, `${time} ${line.replace(/\r$/, "")}`);
  }

  #exported({ image }: FinishedEvent): string {
    if (image === undefined) return "";
    const vertex = this.#open("exporting", "exporting to image", 0);
    const names = image.tags.map((tag) => {
      const parsed = parseReference(tag);
      return `naming to ${parsed.ok ? normalizedName(parsed.reference) : tag} done`;
    });
    vertex.isDone = true;
    const lines = ["exporting layers done", `writing image ${image.id} done`, ...names, "DONE 0.0s"];
    return this.#header(vertex) + lines.map((line) => `#${vertex.number} ${line}\n`).join("");
  }
}

function seconds(milliseconds: number): string {
  return (Math.max(0, milliseconds) / 1000).toFixed(1);
}
