/**
 * `npm run lessons:check FOLDER…`: the mistakes of a lesson, or of each lesson in a folder. Ends with 1 if one is an error,
 * with 2 if there is no lesson.
 */
import path from "node:path";
import { checkLessons } from "./checkLessons.ts";

const folders = process.argv.slice(2);
// npm runs scripts in the project's folder, and names the one that it was called in.
const from = process.env.INIT_CWD ?? process.cwd();

if (folders.length === 0) {
  console.error("Name a folder with a lesson, or with lessons in it: npm run lessons:check FOLDER");
  process.exitCode = 2;
} else {
  const results = folders.map((folder) => checkLessons(path.resolve(from, folder), from));
  for (const { lines } of results) for (const line of lines) console.log(line);
  process.exitCode = Math.max(...results.map(({ exitCode }) => exitCode));
}
