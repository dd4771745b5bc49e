import type { ContentSearch, ContentSearchPage } from "#contract/contentSearch.ts";
import type { LayerFiles } from "#contract/image.ts";
import type { FileVersions } from "#contract/imageFile.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { searchContent } from "#server/oci/inspect/file/contentSearch.ts";
import { type FoundContent, fileContent } from "#server/oci/inspect/file/fileContent.ts";
import { fileVersions } from "#server/oci/inspect/file/fileVersions.ts";
import { type FolderPage, folderRows } from "#server/oci/inspect/file/folderRows.ts";
import { lineFinder } from "#server/oci/inspect/file/lineFinder.ts";
import type { InspectedImage } from "#server/oci/inspect/inspectedImage.ts";
import { layerFiles } from "#server/oci/inspect/layerFiles.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { ContentDigests } from "#server/oci/store/contentDigests.ts";
import { readContent } from "#server/oci/store/treeContent.ts";

/** Bytes that are read for one answer about the versions of a file: some seconds. */
const MOST_HASHED = 1024 ** 3;

interface Place {
  readonly path: string;
  readonly layer?: number | undefined;
}

/** A question about one file of an image, or about the content of all. */
export type FileLook =
  | ({ readonly at: "content" } & Place)
  | { readonly at: "versions"; readonly path: string }
  | ({ readonly at: "folder"; readonly from: number; readonly limit: number } & Place)
  | { readonly at: "changes"; readonly layer: number; readonly from: number; readonly limit: number }
  | ({ readonly at: "search" } & ContentSearch);

export type FileLookAnswer = FoundContent | FileVersions | FolderPage | LayerFiles | ContentSearchPage;

/** Throws a ProblemError: request/not-found, request/invalid, request/pattern. */
export function lookAtFile(image: InspectedImage, blobs: BlobStore, look: FileLook): FileLookAnswer {
  switch (look.at) {
    case "content":
      return contentOf(image, look);
    case "versions":
      return versionsOf(image, blobs, look.path) ?? notFound(look.path);
    case "folder":
      return folderRows(image, look.path, look) ?? notFound(look.path);
    case "changes":
      return layerFiles(image, look.layer, look) ?? noLayer(look.layer);
    case "search":
      return searchContent(image, look, {
        read: (file, length) => readContent(blobs, file, 0, length),
        find: lineFinder(look.text, look.how),
        now: () => performance.now(),
      });
  }
}

function contentOf(image: InspectedImage, { path, layer }: Place): FoundContent {
  const found = fileContent(image, path, layer);
  if (found === "not-found") return notFound(path);
  if (found !== "not-a-file") return found;
  throw new ProblemError(problem("request/invalid", `${quoted(path)} is not a regular file: it has no content.`));
}

function versionsOf(image: InspectedImage, blobs: BlobStore, path: string): FileVersions | undefined {
  const digests = new ContentDigests(blobs);
  try {
    let left = MOST_HASHED;
    return fileVersions(image, path, ({ layer, entry }) => {
      // A layer of a few bytes may have a sparse file of any size.
      if (entry.digest === undefined && entry.size > left) return undefined;
      left -= entry.digest === undefined ? entry.size : 0;
      return digests.of(layer, entry);
    });
  } finally {
    digests.keep();
  }
}

function notFound(path: string): never {
  throw new ProblemError(problem("request/not-found", `The image has no file ${quoted(path)}.`));
}

function noLayer(layer: number): never {
  throw new ProblemError(problem("request/not-found", `The image has no layer ${layer}.`));
}

const quoted = (path: string): string => JSON.stringify(path.slice(0, 200));
