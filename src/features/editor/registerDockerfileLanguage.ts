import type { languages } from "monaco-editor/editor";
import { registerDockerfileActions } from "./dockerfileActions.ts";
import { registerDockerfileColors } from "./dockerfileColors.ts";
import { registerDockerfileEdits } from "./dockerfileEdits.ts";
import { registerDockerfileLinks } from "./dockerfileLinks.ts";
import { registerDockerfileNames } from "./dockerfileNames.ts";
import { registerDockerfileServices } from "./dockerfileServices.ts";
import { registerDockerfileSignatures } from "./dockerfileSignatures.ts";
import { tokenizeLine } from "./dockerfileTokenizer.ts";
import { INITIAL_LINE_STATE, type LineState } from "./lineState.ts";
import type { Monaco } from "./monacoApi.ts";

/** The state of the tokenizer at the end of a line, as Monaco needs it. */
class MonacoLineState implements languages.IState {
  readonly line: LineState;

  constructor(line: LineState) {
    this.line = line;
  }

  clone(): MonacoLineState {
    return this;
  }

  equals(other: languages.IState): boolean {
    return (
      other instanceof MonacoLineState &&
      (other.line === this.line || JSON.stringify(other.line) === JSON.stringify(this.line))
    );
  }
}

export function registerDockerfileLanguage(monaco: Monaco): void {
  monaco.languages.register({ id: "dockerfile", aliases: ["Dockerfile"] });
  monaco.languages.setLanguageConfiguration("dockerfile", {
    comments: { lineComment: "#" },
    brackets: [
      ["{", "}"],
      ["[", "]"],
      ["(", ")"],
    ],
    autoClosingPairs: [
      { open: "{", close: "}" },
      { open: "[", close: "]" },
      { open: "(", close: ")" },
      { open: '"', close: '"', notIn: ["string", "comment"] },
      { open: "'", close: "'", notIn: ["string", "comment"] },
    ],
    // A dash or a dollar sign belongs to a flag or variable: a double click selects all of it.
    wordPattern: /--[\w-]+|\$\{?\w+\}?|[A-Za-z_][\w-]*|\d+/,
    onEnterRules: [{ beforeText: /^\s*[A-Za-z]+\s.*\\\s*$/, action: { indentAction: 0, appendText: "    " } }],
  });
  monaco.languages.setTokensProvider("dockerfile", {
    getInitialState: () => new MonacoLineState(INITIAL_LINE_STATE),
    tokenize: (text, state) => {
      const line = state instanceof MonacoLineState ? state.line : INITIAL_LINE_STATE;
      const { tokens, state: next } = tokenizeLine(text, line);
      return {
        tokens: tokens.map(({ start, kind }) => ({ startIndex: start, scopes: kind === "text" ? "" : kind })),
        endState: next === line && state instanceof MonacoLineState ? state : new MonacoLineState(next),
      };
    },
  });
  registerDockerfileServices(monaco);
  registerDockerfileActions(monaco);
  registerDockerfileLinks(monaco);
  registerDockerfileColors(monaco);
  registerDockerfileEdits(monaco);
  registerDockerfileNames(monaco);
  registerDockerfileSignatures(monaco);
  registerIgnoreLanguage(monaco);
}

function registerIgnoreLanguage(monaco: Monaco): void {
  monaco.languages.register({ id: "ignore", aliases: [".dockerignore"] });
  monaco.languages.setLanguageConfiguration("ignore", { comments: { lineComment: "#" } });
  monaco.languages.setMonarchTokensProvider("ignore", {
    tokenizer: {
      root: [
        [/^\s*#.*$/, "comment"],
        [/^\s*!/, "keyword"],
        [/[*?]+|\[[^\]]*\]/, "variable"],
      ],
    },
  });
}
