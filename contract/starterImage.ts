/** A name, with a version, of the image that every server has: suggested where no network is needed. */
export const STARTER_IMAGE = "busybox:1.35";
