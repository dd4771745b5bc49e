/** The 12 digits of an image's, a layer's, or a container's ID that lists show, as Docker's do. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, "").slice(0, 12);
}
