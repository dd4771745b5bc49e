/** The versions of the Docker Engine API that are spoken: the numbers after `1.`. */
export const API_VERSION = 51;
export const MIN_API_VERSION = 24;
