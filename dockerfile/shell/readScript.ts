import type { ParsedScript } from "./parsedScript.ts";
import { readCommands } from "./readCommands.ts";
import type { ShellNode } from "./shellNode.ts";
import type { ShellCommand, ShellScript } from "./shellScript.ts";
import { readTokens, type ShellToken } from "./shellTokens.ts";

/** A parsed script. What is asked of its tree is worked out when first asked: rules want commands, the eye wants tokens. */
export class ReadScript implements ShellScript {
  readonly text: string;
  readonly wrong: boolean;
  readonly #root: ShellNode;
  #read: Pick<ShellScript, "commands" | "pipelines"> | undefined;
  #tokens: readonly ShellToken[] | undefined;

  constructor({ text, root, wrong }: ParsedScript) {
    this.text = text;
    this.wrong = wrong;
    this.#root = root;
  }

  get commands(): readonly ShellCommand[] {
    this.#read ??= readCommands(this.#root, this.text);
    return this.#read.commands;
  }

  get pipelines(): ShellScript["pipelines"] {
    this.#read ??= readCommands(this.#root, this.text);
    return this.#read.pipelines;
  }

  get tokens(): readonly ShellToken[] {
    this.#tokens ??= readTokens(this.#root, this.text);
    return this.#tokens;
  }
}
