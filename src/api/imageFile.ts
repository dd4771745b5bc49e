import { type ContentSearchQuery, contentSearchPageSchema } from "#contract/contentSearch.ts";
import { entriesPageSchema } from "#contract/imageEntries.ts";
import { FILE_SIZE_HEADER, fileVersionsSchema } from "#contract/imageFile.ts";
import type { ListingQuery } from "#contract/imageListing.ts";
import { problem } from "#contract/problem.ts";
import { type EntriesAsked, type FilePlace, routes } from "#contract/routes.ts";
import { addressOf } from "./address.ts";
import { readProblem, request } from "./request.ts";
import { type Result, refused, succeeded } from "./result.ts";

/** A part of a file, and how many bytes the whole has. */
export interface FilePart {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly size: number;
}

/** Bytes of a file of an image. Every failure returns a problem; only an abort rejects. */
export async function getFilePart(
  ref: string,
  asked: FilePlace & { readonly from: number; readonly length: number },
  signal?: AbortSignal,
): Promise<Result<FilePart>> {
  try {
    const response = await fetch(addressOf(routes.imageFile(ref, asked)), signal ? { signal } : {});
    if (!response.ok) return refused(await readProblem(response));
    const bytes = new Uint8Array(await response.arrayBuffer());
    return succeeded({ bytes, size: Number(response.headers.get(FILE_SIZE_HEADER) ?? bytes.length) });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    return refused(
      problem("server/unreachable", "The server is not responding.", { next: "Check that Strata is running." }),
    );
  }
}

export const getFileVersions = (ref: string, path: string, signal?: AbortSignal) =>
  request({ path: routes.imageFileVersions(ref, path), answer: fileVersionsSchema, signal });

export const searchContent = (ref: string, asked: ContentSearchQuery, signal: AbortSignal) =>
  request({ path: routes.imageSearch(ref, asked), answer: contentSearchPageSchema, signal });

/** The files whose paths fit, of the state after a layer or of what it did. */
export const searchPaths = (ref: string, layer: number, asked: EntriesAsked, signal: AbortSignal) =>
  request({ path: routes.layerEntries(ref, layer, { ...asked, flat: true }), answer: entriesPageSchema, signal });

/** Download URLs. */
export const fileAddress = (ref: string, place: FilePlace) => addressOf(routes.imageFile(ref, place));
export const folderAddress = (ref: string, place: FilePlace) => addressOf(routes.imageFolderArchive(ref, place));
export const layerAddress = (ref: string, layer: number) => addressOf(routes.layerArchive(ref, layer));
export const listingAddress = (ref: string, layer: number, asked: ListingQuery) =>
  addressOf(routes.layerListing(ref, layer, asked));
