import type { Tree, TreeCursor } from "web-tree-sitter";

/** A node of the bash grammar's tree, copied out of its memory. Indices are into the script's text, in UTF-16 code units. */
export interface ShellNode {
  /** The grammar's name of it; of one that is not named, its text. */
  readonly kind: string;
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  readonly children: readonly ShellNode[];
}

/** Deeper than any honest script nests; below it nothing is read. */
const MAX_DEPTH = 200;

/** Named nodes that are one piece of text: they need not be asked for children. */
const LEAVES = new Set(["word", "variable_name", "string_content", "raw_string", "comment", "heredoc_content"]);

const NO_CHILDREN: readonly ShellNode[] = [];

/** Copies a tree in one walk: each step of a cursor costs a call into the parser's memory. */
export function copyTree(tree: Tree): ShellNode {
  const cursor = tree.walk();
  const { types, named } = namesOf(tree);
  const root = copyNode(cursor, types, named, 0);
  cursor.delete();
  return root;
}

function copyNode(cursor: TreeCursor, types: readonly string[], named: readonly boolean[], depth: number): ShellNode {
  const id = cursor.nodeTypeId;
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  const kind = types[id] ?? "ERROR";
  const isNamed = named[id] ?? true;
  let children = NO_CHILDREN;
  if (isNamed && !LEAVES.has(kind) && depth < MAX_DEPTH && cursor.gotoFirstChild()) {
    const copied: ShellNode[] = [];
    do copied.push(copyNode(cursor, types, named, depth + 1));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
    children = copied;
  }
  return { kind, named: isNamed, start, end, children };
}

interface Names {
  readonly types: readonly string[];
  readonly named: readonly boolean[];
}

const namesOfLanguage = new WeakMap<object, Names>();

function namesOf({ language }: Tree): Names {
  const known = namesOfLanguage.get(language);
  if (known !== undefined) return known;
  const { types } = language;
  const names = { types, named: types.map((_, id) => language.nodeTypeIsNamed(id)) };
  namesOfLanguage.set(language, names);
  return names;
}
