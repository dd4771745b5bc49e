import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Diagnostic } from "#contract/diagnostic.ts";
import type { HadolintConfig } from "#dockerfile/checks/hadolint/hadolintConfig.ts";
import { HADOLINT_FILES, projectConfig } from "#dockerfile/checks/hadolint/projectConfig.ts";
import { readHadolintConfig } from "#dockerfile/checks/hadolint/readHadolintConfig.ts";
import { parseDockerignore } from "#dockerfile/ignore/dockerignore.ts";
import { listContext } from "./contextPaths.ts";

const MAX_BYTES = 1024 * 1024;
const MAX_PARENTS = 40;
/** How long a listing of the context is cached, in milliseconds. */
const LISTING_MS = 3000;

/** The surroundings of a Dockerfile on disk. */
export interface Surroundings {
  /** URL of the context's folder, with a trailing slash. */
  readonly contextUri?: string;
  readonly dockerignore?: string;
  readonly hadolint: HadolintConfig;
  /** What is wrong with the configuration itself. */
  readonly diagnostics: readonly Diagnostic[];
}

const NOTHING: Surroundings = { ...projectConfig(undefined), hadolint: projectConfig(undefined).config };

/** The project of Dockerfiles; read again on request, because any editor may change it. */
export class Project {
  readonly #roots: () => readonly string[];
  readonly #listings = new Map<string, { readonly at: number; readonly paths: Promise<readonly string[]> }>();

  /** `roots`: the folders that are open in the editor. */
  constructor(roots: () => readonly string[]) {
    this.#roots = roots;
  }

  async around(uri: string): Promise<Surroundings> {
    const file = filePath(uri);
    if (file === undefined) return NOTHING;
    const [dockerignore, hadolintText] = await Promise.all([ignoreText(file), this.#hadolintText(path.dirname(file))]);
    const { config, diagnostics } = projectConfig(
      hadolintText === undefined ? undefined : readHadolintConfig(hadolintText),
    );
    return {
      contextUri: `${pathToFileURL(path.dirname(file)).href}/`,
      ...(dockerignore === undefined ? {} : { dockerignore }),
      hadolint: config,
      diagnostics,
    };
  }

  /** Paths of the context: the Dockerfile's folder without what its ignore file leaves out. */
  async contextPaths(uri: string): Promise<readonly string[]> {
    const file = filePath(uri);
    if (file === undefined) return [];
    const known = this.#listings.get(file);
    if (known !== undefined && performance.now() - known.at < LISTING_MS) return known.paths;
    const paths = list(file);
    this.#listings.set(file, { at: performance.now(), paths });
    return paths;
  }

  /** Files were added or removed. */
  forget(uri?: string): void {
    const file = uri === undefined ? undefined : filePath(uri);
    if (file === undefined) this.#listings.clear();
    else this.#listings.delete(file);
  }

  /** From the nearest `.hadolint.yaml`, from the Dockerfile's folder up to the open folder. */
  async #hadolintText(folder: string): Promise<string | undefined> {
    const roots = this.#roots().flatMap((uri) => filePath(uri) ?? []);
    // A file outside the open folders uses only its own folder.
    const root = roots.find((each) => isWithin(folder, each)) ?? folder;
    let at = folder;
    for (let parents = 0; parents < MAX_PARENTS; parents++) {
      for (const name of HADOLINT_FILES) {
        const text = await textOf(path.join(at, name));
        if (text !== undefined) return text;
      }
      if (at === root) return undefined;
      at = path.dirname(at);
    }
    return undefined;
  }
}

function isWithin(folder: string, root: string): boolean {
  return folder === root || folder.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}

async function list(file: string): Promise<readonly string[]> {
  const text = await ignoreText(file);
  return listContext(path.dirname(file), text === undefined ? undefined : parseDockerignore(text));
}

/** The ignore file in effect: a Dockerfile's own one overrides the common one, as in BuildKit. */
async function ignoreText(file: string): Promise<string | undefined> {
  return (await textOf(`${file}.dockerignore`)) ?? (await textOf(path.join(path.dirname(file), ".dockerignore")));
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    const { size } = await stat(file);
    return size > MAX_BYTES ? undefined : await readFile(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Undefined for anything but a file of this machine: `untitled:`, `vscode-remote:`, nonsense. */
function filePath(uri: string): string | undefined {
  try {
    return path.resolve(fileURLToPath(uri));
  } catch {
    return undefined;
  }
}
