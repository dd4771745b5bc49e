import { visibleText } from "../../lib/visibleText.ts";
import styles from "./MapBreadcrumbs.module.css";
import { messages } from "./messages.ts";

/** The folders on the way to the one on the map. */
export function MapBreadcrumbs({ path, onOpen }: { path: string; onOpen: (path: string) => void }) {
  const parts = path.split("/").filter(Boolean);
  const folders = parts.map((name, index) => ({ name, path: `/${parts.slice(0, index + 1).join("/")}` }));
  const all = [{ name: messages.root, path: "/" }, ...folders];
  return (
    <nav aria-label={messages.folders} className={styles.crumbs}>
      <ol>
        {all.map((folder, index) => (
          <li key={folder.path}>
            <button
              type="button"
              aria-current={index === all.length - 1 ? "page" : undefined}
              onClick={() => onOpen(folder.path)}
            >
              {visibleText(folder.name)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
