import { csvLine } from "#contract/csv.ts";
import type { Change } from "#contract/image.ts";
import type { FolderRow } from "#server/oci/inspect/file/folderRows.ts";
import type { ImageReader } from "./imageReader.ts";

interface Place {
  readonly workspace: string;
  readonly ref: string;
}

/** A path in the list. */
interface ListedFile {
  readonly path: string;
  readonly type: string;
  /** In the list of a layer. */
  readonly change?: Change;
  /** Bytes. */
  readonly size: number;
  readonly mode: string;
  readonly uid: number;
  readonly gid: number;
  /** RFC 3339. */
  readonly modified: string;
  readonly linkTarget?: string;
  /** The layer that made it, from 1. */
  readonly layer: number;
}

type Pages = AsyncGenerator<readonly ListedFile[]>;
type FirstPage = IteratorResult<readonly ListedFile[]>;

const PAGE = 2000;
const COLUMNS = ["path", "type", "change", "size", "mode", "uid", "gid", "modified", "linkTarget", "layer"] as const;

/** All files up to a layer. */
export async function* rootPages(reader: ImageReader, place: Place, layer: number): Pages {
  for (let from = 0, total = 1; from < total; from += PAGE) {
    const page = await reader.lookAt(place, { at: "folder", path: "/", layer, from, limit: PAGE });
    total = page.total;
    yield page.rows.filter(({ path }) => path !== "").map(listedRow);
  }
}

/** What a layer adds, changes, and deletes. */
export async function* changePages(reader: ImageReader, place: Place, layer: number): Pages {
  for (let from = 0, total = 1; from < total; from += PAGE) {
    const page = await reader.lookAt(place, { at: "changes", layer, from, limit: PAGE });
    total = page.total;
    yield page.entries.map(({ path, type, change, size, uid, gid, linkTarget, layer: by, ...rest }) => ({
      ...{ path, type, change, size, mode: octal(rest.mode), uid, gid, modified: timeOf(rest.mtime) },
      ...(linkTarget !== undefined && { linkTarget }),
      layer: by + 1,
    }));
  }
}

function listedRow({ path, type, size, mode, uid, gid, mtime, linkTarget, linkTo, placedIn }: FolderRow): ListedFile {
  const target = linkTo === undefined ? linkTarget : `/${linkTo}`;
  return {
    path: `/${path}`,
    type: linkTo === undefined ? type : "hardlink",
    ...{ size, mode: octal(mode), uid, gid, modified: timeOf(mtime) },
    ...(target !== undefined && { linkTarget: target }),
    layer: placedIn + 1,
  };
}

const octal = (mode: number): string => (mode & 0o7777).toString(8).padStart(4, "0");

/** A tar may say any number. */
function timeOf(mtime: number): string {
  const time = new Date(mtime * 1000);
  return Number.isNaN(time.getTime()) ? "" : time.toISOString();
}

export async function* csvListing(first: FirstPage, more: Pages): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for await (const page of withFirst(first, more)) {
    yield page.map((file) => csvLine(COLUMNS.map((column) => `${file[column] ?? ""}`.toWellFormed()))).join("");
  }
}

/** An array with a file on each line. */
export async function* jsonListing(first: FirstPage, more: Pages): AsyncGenerator<string> {
  let before = "[\n";
  for await (const page of withFirst(first, more)) {
    for (const file of page) {
      yield before + JSON.stringify(file);
      before = ",\n";
    }
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

async function* withFirst(first: FirstPage, more: Pages): Pages {
  if (first.done === true) return;
  yield first.value;
  yield* more;
}
