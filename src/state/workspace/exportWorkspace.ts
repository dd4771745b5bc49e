import type { WorkspaceFile } from "#contract/workspace.ts";
import { getBlob } from "../../api/client.ts";
import { addNotice } from "../page/notices.ts";
import { messages } from "./messages.ts";
import { type Packed, packWorkspace } from "./packWorkspace.ts";
import { useWorkspace } from "./workspace.ts";

/** Downloads the workspace as a zip. */
export async function exportWorkspace(): Promise<void> {
  const { name, files, settings } = useWorkspace.getState().content;
  const parts: Packed[] = [];
  for (const file of files) {
    const bytes = await bytesOf(file);
    if (bytes === undefined) return void addNotice({ tone: "error", text: messages.notExported(file.path) });
    parts.push([file, bytes]);
  }
  download(await packWorkspace({ name, settings }, parts), `${fileName(name)}.zip`);
}

async function bytesOf({ kind, text = "", blob }: WorkspaceFile): Promise<Uint8Array | undefined> {
  if (kind !== "blob" || blob === undefined) return new TextEncoder().encode(text);
  const bytes = await (await getBlob(blob))?.arrayBuffer();
  return bytes && new Uint8Array(bytes);
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
