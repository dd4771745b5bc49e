import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder that is built from, and copied from. */
const FILES: Readonly<Record<string, string>> = {
  Dockerfile:
    'FROM busybox\nARG WHO=me\nENV WHO=$WHO\nWORKDIR /app\nCOPY app.txt .\nRUN echo hello $WHO\nCMD ["cat", "app.txt"]\n',
  "other/Dockerfile": "FROM busybox\nRUN echo other\n",
  Stages: "FROM busybox AS first\nRUN echo first\nFROM first AS second\nRUN echo second\n",
  Fails: "FROM busybox\nRUN echo before && exit 3\n",
  Syntax: "FROM busybox\nMISSING x\n",
  Missing: "FROM busybox\nCOPY missing /\n",
  "app.txt": "content of the app\n",
};

export function writeContext(folder: string): void {
  for (const [path, content] of Object.entries(FILES)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
