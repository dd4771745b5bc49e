import type { Diagnostic } from "#contract/diagnostic.ts";
import { checkParsed } from "#dockerfile/checks/checkDockerfile.ts";
import type { HadolintConfig } from "#dockerfile/checks/hadolint/hadolintConfig.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { type FixAllResult, fixAll } from "#dockerfile/services/fixAll.ts";
import type { LanguageEnvironment } from "#dockerfile/services/languageEnvironment.ts";
import type { Bash } from "#dockerfile/shell/shellScript.ts";
import type { OpenDocument, OpenDocuments } from "./openDocument.ts";
import type { Project, Surroundings } from "./project.ts";
import type { Settings } from "./settings.ts";

export interface LateOptions extends Pick<Settings, "buildArgs" | "target" | "platform"> {
  readonly hadolint: HadolintConfig;
}

/** Rejects with the signal's reason where it is aborted. */
export type LateCheck = (
  dockerfile: Dockerfile,
  options: LateOptions,
  signal: AbortSignal,
) => Promise<readonly Diagnostic[]>;

interface SessionParts {
  readonly documents: OpenDocuments;
  readonly project: Project;
  readonly settings: (uri: string) => Promise<Settings>;
}

/** What one editor has open, and what is known beside it. */
export class Session {
  readonly documents: OpenDocuments;
  readonly project: Project;
  readonly #settings: SessionParts["settings"];
  /** Reads scripts; there a while after the start. */
  bash: Bash | undefined;
  /** Checks that take long; undefined where there are none. */
  lateCheck: LateCheck | undefined;

  constructor({ documents, project, settings }: SessionParts) {
    this.documents = documents;
    this.project = project;
    this.#settings = settings;
  }

  settings(uri: string): Promise<Settings> {
    return this.#settings(uri);
  }

  /** What completion, hover, links and hints may know beside the text. */
  async environment(uri: string): Promise<LanguageEnvironment> {
    const [{ buildArgs, platform, images }, { contextUri }, contextPaths] = await Promise.all([
      this.settings(uri),
      this.project.around(uri),
      this.project.contextPaths(uri),
    ]);
    return {
      buildArgs,
      images,
      contextPaths,
      ...(platform === "" ? {} : { platform }),
      ...(contextUri === undefined ? {} : { contextUri }),
    };
  }

  /** Everything that is found in a document, ShellCheck's findings aside; kept with it. */
  async check(document: OpenDocument): Promise<readonly Diagnostic[]> {
    const [settings, around] = await Promise.all([this.settings(document.uri), this.project.around(document.uri)]);
    const found = [...around.diagnostics, ...this.#checkText(document.dockerfile, settings, around)];
    document.diagnostics = found;
    document.fixes.clear();
    return found;
  }

  /** What takes longer to find: ShellCheck's findings. */
  async checkLate(document: OpenDocument, signal: AbortSignal): Promise<readonly Diagnostic[]> {
    const [settings, around] = await Promise.all([this.settings(document.uri), this.project.around(document.uri)]);
    if (!settings.shellcheck || signal.aborted) return [];
    return (await this.lateCheck?.(document.dockerfile, { ...settings, hadolint: around.hadolint }, signal)) ?? [];
  }

  /** What fixes all findings of a check in a document; where no code is given, all that is safe to. */
  async fixAll(document: OpenDocument, code = ""): Promise<FixAllResult> {
    const [settings, around] = await Promise.all([this.settings(document.uri), this.project.around(document.uri)]);
    const known = document.fixes.get(code);
    if (known !== undefined) return known;
    const result = fixAll({
      dockerfile: document.dockerfile,
      diagnostics: document.diagnostics ?? (await this.check(document)),
      check: (dockerfile) => this.#checkText(dockerfile, settings, around),
      ...(code === "" ? {} : { code }),
    });
    document.fixes.set(code, result);
    return result;
  }

  #checkText(dockerfile: Dockerfile, settings: Settings, around: Surroundings): readonly Diagnostic[] {
    const { buildArgs, target, platform } = settings;
    return checkParsed(dockerfile, {
      buildArgs,
      ...(target === "" ? {} : { target }),
      ...(platform === "" ? {} : { platform }),
      ...(around.dockerignore === undefined ? {} : { dockerignore: around.dockerignore }),
      ...(settings.hadolint ? { hadolint: around.hadolint } : {}),
      ...(this.bash === undefined ? {} : { bash: this.bash }),
    });
  }
}
