import { DEFAULT_MODE, EXECUTABLE_MODE } from "#contract/workspaceFiles.ts";
import { FileTree } from "../files/fileTree.ts";
import { joinPath } from "../files/joinPath.ts";
import { visibleName } from "../text/visibleText.ts";
import { faultOf, quoted } from "./fileFaults.ts";
import { type Entry, listing } from "./listing.ts";
import { defineWord } from "./word.ts";

export const ls = defineWord({
  name: "ls",
  usage: "[OPTION]... [FILE]...",
  description: "List files and folders. -l prints mode, bytes, and name: files have no owner or time here",
  completes: "file",
  badUsage: 2,
  printsControls: true,
  flags: {
    all: { kind: "boolean", short: "a", description: "do not ignore entries starting with ." },
    "almost-all": { kind: "boolean", short: "A", description: "do not list implied . and .." },
    directory: { kind: "boolean", short: "d", description: "list folders themselves, not their contents" },
    "human-readable": { kind: "boolean", short: "h", description: "with -l, print sizes like 1K 234M 2G" },
    long: { kind: "boolean", short: "l", description: "print mode and bytes" },
    one: { kind: "boolean", short: "1", description: "list one file per line" },
    recursive: { kind: "boolean", short: "R", description: "list what is in folders, too" },
  },
  async run({ flags, args }, context) {
    const { stdout, stderr } = context.io;
    const tree = new FileTree(await context.files.list());
    const columns = context.io.terminal?.size().columns ?? 80;
    const style = {
      isLong: flags.long,
      isHuman: flags["human-readable"],
      width: stdout.isTerminal ? (flags.one ? 1 : columns) : undefined,
    };
    const { files, folders, faults } = named(tree, context.folder, args.length === 0 ? ["."] : args, flags.directory);
    for (const fault of faults) await stderr.write(`ls: ${fault}\n`);
    const shows = flags.all ? "all" : flags["almost-all"] ? "hidden" : "plain";
    const parts = files.length > 0 ? [listing(files, style)] : [];
    for (const place of flags.recursive
      ? folders.flatMap((each) => [each, ...foldersIn(tree, each, shows)])
      : folders) {
      const title = args.length > 1 || flags.recursive ? `${visibleName(place.name)}:\n` : "";
      parts.push(title + listing(entriesOf(tree, place.path, shows), style));
    }
    await stdout.write(parts.join("\n"));
    return faults.length === 0 ? 0 : 2;
  },
});

interface Place {
  /** As shown. */
  readonly name: string;
  readonly path: string;
}

/** What the arguments name. */
function named(tree: FileTree, folder: string, names: readonly string[], isFlat: boolean) {
  const folders: Place[] = [];
  const files: Entry[] = [];
  const faults: string[] = [];
  for (const name of names) {
    const resolved = tree.resolve(folder, name);
    if (resolved.kind === "folder" && !isFlat) folders.push({ name, path: resolved.path });
    else if (resolved.kind === "folder" || resolved.kind === "file") files.push(entryOf(tree, resolved.path, name));
    else faults.push(`cannot access ${quoted(name)}: ${faultOf(resolved)}`);
  }
  return { folders, files, faults };
}

type Shows = "plain" | "hidden" | "all";

function entriesOf(tree: FileTree, path: string, shows: Shows): Entry[] {
  const standing = shows === "all" ? [".", ".."].map((dots) => entryOf(tree, path, dots)) : [];
  return [...standing, ...namesIn(tree, path, shows).map((name) => entryOf(tree, joinPath(path, name), name))];
}

function namesIn(tree: FileTree, path: string, shows: Shows): string[] {
  return (tree.names(path) ?? []).filter((name) => shows !== "plain" || !name.startsWith("."));
}

/** The folders in a folder, at any depth. */
function foldersIn(tree: FileTree, { name, path }: Place, shows: Shows): Place[] {
  return namesIn(tree, path, shows).flatMap((child) => {
    const place = { name: `${name.replace(/\/$/, "")}/${child}`, path: joinPath(path, child) };
    return tree.isFolder(place.path) ? [place, ...foldersIn(tree, place, shows)] : [];
  });
}

function entryOf(tree: FileTree, path: string, name: string): Entry {
  const isFolder = tree.isFolder(path);
  const entry = isFolder ? tree.files.find((file) => file.path === path) : tree.file(path);
  return { name, isFolder, mode: entry?.mode ?? (isFolder ? EXECUTABLE_MODE : DEFAULT_MODE), size: entry?.size ?? 0 };
}
