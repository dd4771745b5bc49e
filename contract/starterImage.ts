/** A name of the image that every server has, with a version: what needs no network is suggested so. */
export const STARTER_IMAGE = "busybox:1.35";
