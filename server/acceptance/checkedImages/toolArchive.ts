import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool } from "./imageTools.ts";

/** What a tool starts with. */
export interface Start {
  /** An archive with an image of this name that our own server wrote. */
  readonly archive: string;
  readonly name: string;
  /** A folder of the tool's own. */
  readonly dir: string;
}

export interface ToolArchive {
  /** All that have to be there. */
  readonly tools: readonly string[];
  readonly make: (start: Start) => Promise<Buffer>;
}

/** What every tool builds on top. */
export const TOOL_DOCKERFILE = `COPY Dockerfile /tool/Dockerfile
RUN echo tool > /tool/made && rm /start/gone && chmod 600 /start/kept && ln /start/linked /start/again
ENV TOOL=1
LABEL made.by=tool
CMD ["cat", "/tool/made"]
`;

export async function copyWithSkopeo({ archive, dir }: Start, to: string, ...flags: string[]): Promise<Buffer> {
  const file = join(dir, "copied.tar");
  await runTool("skopeo", "copy", "--quiet", ...flags, `docker-archive:${archive}`, `${to}:${file}:tool/copied:1`);
  return readFile(file);
}
