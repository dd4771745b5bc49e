import { create } from "zustand";
import type { ImageFields } from "#contract/imageFields.ts";
import type { Digest } from "#contract/names/digest.ts";
import { getImageFields } from "../../api/imageFacts.ts";
import { type Loadable, loadableOf } from "../loading/loadable.ts";

interface ImageFieldsStore {
  readonly image?: Digest;
  readonly fields?: Loadable<ImageFields>;
}

/** The documents of the image on the screen, and where its fields come from. */
export const useImageFields = create<ImageFieldsStore>(() => ({}));

/** Asks again each time: the base image may have come or gone. What is there stays until the answer. */
export async function loadImageFields(image: Digest): Promise<void> {
  if (useImageFields.getState().image !== image) useImageFields.setState({ image, fields: { phase: "loading" } }, true);
  const answer = await getImageFields(image);
  if (useImageFields.getState().image !== image) return;
  useImageFields.setState({
    fields: loadableOf(answer),
  });
}

export function fieldsOf({ image, fields }: ImageFieldsStore, asked: Digest): ImageFields | undefined {
  return image === asked && fields?.phase === "ready" ? fields.value : undefined;
}
