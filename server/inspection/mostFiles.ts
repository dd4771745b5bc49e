/** Most files in one list. */
export const MAX_FILES = 50_000;
