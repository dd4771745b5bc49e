/** Files of one lesson. */
export const MAX_LESSON_FILES = 2000;
/** Bytes of one file of a lesson, and of all. */
export const MAX_LESSON_FILE = 10_000_000;
export const MAX_LESSON_BYTES = 50_000_000;
/** Lessons that a server offers. */
export const MAX_LESSONS = 500;
/** Tried lessons of one owner, the latest ones. */
export const MAX_TRIED = 10;
/** How deep folders of a lesson nest. */
export const MAX_LESSON_DEPTH = 20;
