import { showImages } from "./imagesDialog.ts";
import { openImage } from "./openedImage.ts";
import { dismissTransfer, startLoad } from "./transfer.ts";

/** Loads the image of a file, with its progress in the list of images, and shows it when it is there. */
export async function lookIntoFile(file: File): Promise<void> {
  showImages(true);
  const [image] = await startLoad(file);
  if (image === undefined) return;
  dismissTransfer();
  showImages(false);
  openImage(image.id, image.names[0] ?? file.name, "layers");
}
