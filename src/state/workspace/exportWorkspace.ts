import type { Zippable } from "fflate";
import type { WorkspaceFile } from "#contract/workspace.ts";
import { getBlob } from "../../api/client.ts";
import { addNotice } from "../page/notices.ts";
import { messages } from "./messages.ts";
import { useWorkspace } from "./workspace.ts";

/** Attributes of a zip's entries are those of the system that made it. */
const UNIX = 3;
const REGULAR = 0o100000;
const DIRECTORY = 0o040000;

/** Downloads the files of the workspace as a zip that `docker build` takes once it is unpacked. */
export async function exportWorkspace(): Promise<void> {
  const { name, files } = useWorkspace.getState().content;
  const parts: [WorkspaceFile, Uint8Array][] = [];
  for (const file of files) {
    const bytes = await bytesOf(file);
    if (bytes === undefined) return void addNotice({ tone: "error", text: messages.notExported(file.path) });
    parts.push([file, bytes]);
  }
  download(await zipOf(parts), `${fileName(name)}.zip`);
}

async function bytesOf({ kind, text = "", blob }: WorkspaceFile): Promise<Uint8Array | undefined> {
  if (kind !== "blob" || blob === undefined) return new TextEncoder().encode(text);
  const bytes = await (await getBlob(blob))?.arrayBuffer();
  return bytes && new Uint8Array(bytes);
}

/** The library is loaded when somebody exports. */
async function zipOf(parts: readonly (readonly [WorkspaceFile, Uint8Array])[]): Promise<Uint8Array<ArrayBuffer>> {
  const { zipSync } = await import("fflate");
  const entries: Zippable = {};
  for (const [{ path, kind, mode }, bytes] of parts) {
    const isFolder = kind === "folder";
    const attrs = ((isFolder ? DIRECTORY : REGULAR) | mode) * 0x10000;
    entries[isFolder ? `${path}/` : path] = [bytes, { os: UNIX, attrs }];
  }
  return zipSync(entries, { level: 6 });
}

const fileName = (name: string): string =>
  name.replaceAll(/[^\w.-]+/g, "-").replaceAll(/^[-.]+|[-.]+$/g, "") || "workspace";

function download(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/zip" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
