import { FileTree } from "../files/fileTree.ts";
import { joinPath } from "../files/joinPath.ts";
import { visibleName } from "../text/visibleText.ts";
import { faultOf, faultWords } from "./fileFaults.ts";
import { defineWord } from "./word.ts";

export const tree = defineWord({
  name: "tree",
  usage: "[OPTION]... [DIRECTORY]",
  description: "Draw the files of a folder as a tree",
  completes: "folder",
  printsControls: true,
  flags: {
    all: { kind: "boolean", short: "a", description: "hidden files, too" },
    directories: { kind: "boolean", short: "d", description: "only folders" },
    level: { kind: "int", short: "L", default: 256, description: "how many folders deep" },
  },
  async run({ flags, args: [name = "."] }, { files, folder, io: { stdout, stderr } }) {
    const all = new FileTree(await files.list());
    const resolved = all.resolve(folder, name);
    if (resolved.kind !== "folder") {
      const fault = faultOf(resolved) ?? faultWords("not-folder");
      await stderr.write(`tree: ${visibleName(name)}: ${fault}\n`);
      return 1;
    }
    const counts = { folders: 0, files: 0 };
    const lines = linesOf(all, resolved.path, "", {
      depth: flags.level,
      shows: (child, path) => (flags.all || !child.startsWith(".")) && (!flags.directories || all.isFolder(path)),
      isColored: stdout.isTerminal,
      counts,
    });
    const told = [
      counted(counts.folders, "directory", "directories"),
      ...(flags.directories ? [] : [counted(counts.files, "file", "files")]),
    ];
    await stdout.write(`${[visibleName(name), ...lines].join("\n")}\n\n${told.join(", ")}\n`);
    return 0;
  },
});

interface Drawing {
  readonly depth: number;
  readonly shows: (child: string, path: string) => boolean;
  readonly isColored: boolean;
  readonly counts: { folders: number; files: number };
}

function linesOf(tree: FileTree, folder: string, indent: string, drawing: Drawing): string[] {
  const { depth, shows, isColored, counts } = drawing;
  if (depth <= 0) return [];
  const shown = (tree.names(folder) ?? []).filter((child) => shows(child, joinPath(folder, child)));
  return shown.flatMap((child, index) => {
    const isLast = index === shown.length - 1;
    const path = joinPath(folder, child);
    const isFolder = tree.isFolder(path);
    counts[isFolder ? "folders" : "files"] += 1;
    const name = isColored && isFolder ? `\x1b[1;34m${visibleName(child)}\x1b[0m` : visibleName(child);
    const line = `${indent}${isLast ? "└── " : "├── "}${name}`;
    const inside = isFolder ? { ...drawing, depth: depth - 1 } : undefined;
    return inside === undefined
      ? [line]
      : [line, ...linesOf(tree, path, `${indent}${isLast ? "    " : "│   "}`, inside)];
  });
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
