import type { LayerItem } from "./layerItems.ts";
import { layerItems } from "./layerItems.ts";
import { emptyRoot, kindOf, type Tree, withLayer } from "./merge.ts";
import { readTar } from "./readTar.ts";
import { digestOf, type Json } from "./savedImage.ts";
import { startOf } from "./sparseContent.ts";

/** Every path of a tree with all that a tar can say of it; times in whole seconds, as Docker writes them. */
export function filesView(tree: Tree): Json {
  const paths = [...tree].filter(([path]) => path !== "");
  const names = Map.groupBy(paths, ([, { stored }]) => stored);
  return Object.fromEntries(
    paths.map(([path, name]) => {
      const links = (names.get(name.stored) ?? []).map(([other]) => other).sort();
      return [
        `/${path}`,
        { kind: kindOf(name), ...attributesOf(name.stored.item), ...(links.length > 1 && { links }) },
      ];
    }),
  );
}

/** The tree that a tar makes on its own. */
export function treeOfTar(tar: Buffer): Tree {
  return withLayer(emptyRoot(), layerItems(readTar(tar)), 0);
}

function attributesOf(item: LayerItem | undefined): Json {
  const { mode = 0o755, uid = 0, gid = 0, mtime = 0, device = "", xattrs = [], content } = item ?? {};
  return {
    ...{ mode, uid, gid, mtime: Math.floor(mtime), device },
    link: item?.kind === "symlink" ? item.link : "",
    xattrs: Object.fromEntries(xattrs),
    size: content?.size ?? 0,
    digest: content?.size ? digestOf(startOf(content, content.size)) : "",
  };
}
