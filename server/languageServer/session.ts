import type { Diagnostic } from "#contract/diagnostic.ts";
import { checkParsed } from "#dockerfile/checks/checkDockerfile.ts";
import type { HadolintConfig } from "#dockerfile/checks/hadolint/hadolintConfig.ts";
import { withoutEchoes } from "#dockerfile/checks/withoutEchoes.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { FixAllResult } from "#dockerfile/services/fixes/fixAll.ts";
import { imagesNamed } from "#dockerfile/services/imagesNamed.ts";
import type { LanguageEnvironment } from "#dockerfile/services/languageEnvironment.ts";
import type { Bash } from "#dockerfile/shell/shellScript.ts";
import { fixAllScripts } from "./fixAllScripts.ts";
import type { OpenDocument, OpenDocuments } from "./openDocument.ts";
import type { Project, Surroundings } from "./project.ts";
import type { Settings } from "./settings.ts";
import { StrataServer } from "./strataServer.ts";

export interface LateOptions extends Pick<Settings, "buildArgs" | "target" | "platform"> {
  readonly hadolint: HadolintConfig;
}

/** Rejects with the signal's reason if it aborts. */
export type LateCheck = (
  dockerfile: Dockerfile,
  options: LateOptions,
  signal: AbortSignal,
) => Promise<readonly Diagnostic[]>;

/** Most images looked up: a text names only a few. */
const MAX_IMAGES = 40;

/** How long ShellCheck may check fixed scripts, in milliseconds: an editor may delay saving for it. */
const FIX_ALL_MS = 3_000;

interface SessionParts {
  readonly documents: OpenDocuments;
  readonly project: Project;
  readonly settings: (uri: string) => Promise<Settings>;
}

/** One editor's open documents, and their surroundings. */
export class Session {
  readonly documents: OpenDocuments;
  readonly project: Project;
  readonly #settings: SessionParts["settings"];
  readonly #strata = new StrataServer();
  /** Parses scripts; available a while after the start. */
  bash: Bash | undefined;
  /** Slow checks; undefined if there are none. */
  lateCheck: LateCheck | undefined;

  constructor({ documents, project, settings }: SessionParts) {
    this.documents = documents;
    this.project = project;
    this.#settings = settings;
  }

  settings(uri: string): Promise<Settings> {
    return this.#settings(uri);
  }

  /** What completion, hover, links, and hints may know besides the text. */
  async environment({ uri, dockerfile }: OpenDocument): Promise<LanguageEnvironment> {
    const [settings, { contextUri }, contextPaths] = await Promise.all([
      this.settings(uri),
      this.project.around(uri),
      this.project.contextPaths(uri),
    ]);
    const { buildArgs, platform, images } = settings;
    const own: LanguageEnvironment = {
      buildArgs,
      images,
      contextPaths,
      ...(platform === "" ? {} : { platform }),
      ...(contextUri === undefined ? {} : { contextUri }),
    };
    return settings.server === "" ? own : { ...own, ...(await this.#atHand(dockerfile, own, settings)) };
  }

  /** Tags of a repository, if a running Strata is used. */
  async tags(uri: string, repository: string): Promise<readonly string[]> {
    const { server } = await this.settings(uri);
    return server === "" ? [] : this.#strata.tags(server, repository);
  }

  async #atHand(
    dockerfile: Dockerfile,
    own: LanguageEnvironment,
    { server, platform }: Settings,
  ): Promise<Pick<LanguageEnvironment, "images" | "baseImages">> {
    const names = imagesNamed(dockerfile, own).slice(0, MAX_IMAGES);
    const [images, ...bases] = await Promise.all([
      this.#strata.images(server),
      ...names.map((name) => this.#strata.base(server, name, platform)),
    ]);
    const known = names.flatMap((name, index) => {
      const base = bases[index];
      return base === undefined ? [] : [[name, base] as const];
    });
    return { images: [...new Set([...(own.images ?? []), ...images])], baseImages: Object.fromEntries(known) };
  }

  /** All findings of a document except ShellCheck's; cached with it. */
  async check(document: OpenDocument): Promise<readonly Diagnostic[]> {
    const [settings, around] = await Promise.all([this.settings(document.uri), this.project.around(document.uri)]);
    const found = [...around.diagnostics, ...this.#checkText(document.dockerfile, settings, around)];
    document.diagnostics = found;
    document.fixes.clear();
    return found;
  }

  /** Slower findings: ShellCheck's. */
  async checkLate({ uri, dockerfile }: OpenDocument, signal: AbortSignal): Promise<readonly Diagnostic[]> {
    const [settings, around] = await Promise.all([this.settings(uri), this.project.around(uri)]);
    return signal.aborted ? [] : this.#checkScripts(dockerfile, settings, around, signal);
  }

  /** The edits that fix all findings of a check in a document; without a code, all safe ones. */
  async fixAll(document: OpenDocument, code = ""): Promise<FixAllResult> {
    const [settings, around] = await Promise.all([this.settings(document.uri), this.project.around(document.uri)]);
    const known = document.fixes.get(code);
    if (known !== undefined) return known;
    const diagnostics = document.diagnostics ?? (await this.check(document));
    const signal = AbortSignal.timeout(FIX_ALL_MS);
    const result = await fixAllScripts({
      dockerfile: document.dockerfile,
      diagnostics,
      check: (dockerfile) => this.#checkText(dockerfile, settings, around),
      checkScripts: async (dockerfile) => {
        const found = await this.#checkScripts(dockerfile, settings, around, signal).catch(() => undefined);
        return signal.aborted ? undefined : found;
      },
      ...(code === "" ? {} : { code }),
    });
    // Not for findings of a newer version.
    if (document.diagnostics === diagnostics) document.fixes.set(code, result);
    return result;
  }

  async #checkScripts(
    dockerfile: Dockerfile,
    settings: Settings,
    { hadolint }: Surroundings,
    signal: AbortSignal,
  ): Promise<readonly Diagnostic[]> {
    return (settings.shellcheck && (await this.lateCheck?.(dockerfile, { ...settings, hadolint }, signal))) || [];
  }

  #checkText(dockerfile: Dockerfile, settings: Settings, around: Surroundings): readonly Diagnostic[] {
    const { buildArgs, target, platform } = settings;
    const found = checkParsed(dockerfile, {
      buildArgs,
      ...(target === "" ? {} : { target }),
      ...(platform === "" ? {} : { platform }),
      ...(around.dockerignore === undefined ? {} : { dockerignore: around.dockerignore }),
      ...(settings.hadolint ? { hadolint: around.hadolint } : {}),
      ...(this.bash === undefined ? {} : { bash: this.bash }),
    });
    return withoutEchoes(found);
  }
}
