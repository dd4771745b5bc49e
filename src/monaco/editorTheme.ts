import type { editor } from "monaco-editor/editor";
import type { Monaco } from "./loadMonaco.ts";

type Theme = "light" | "dark";

/**
 * Editor colors from the page's tokens, updated when the theme changes; a theme of high contrast with forced colors.
 * The theme is one for all editors of the page.
 */
export function followTheme(monaco: Monaco): () => void {
  const forced = matchMedia("(forced-colors: active)");
  const root = document.documentElement;
  const apply = () => {
    const theme: Theme = root.dataset.theme === "dark" ? "dark" : "light";
    monaco.editor.defineTheme("strata", themeFrom(readTokens(), theme));
    const highContrast = theme === "dark" ? "hc-black" : "hc-light";
    monaco.editor.setTheme(forced.matches ? highContrast : "strata");
  };
  apply();
  forced.addEventListener("change", apply);
  const observer = new MutationObserver(apply);
  observer.observe(root, { attributeFilter: ["data-theme"] });
  return () => {
    forced.removeEventListener("change", apply);
    observer.disconnect();
  };
}

type Token = (name: string) => string;

function readTokens(): Token {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

function themeFrom(token: Token, theme: Theme): editor.IStandaloneThemeData {
  const rule = (name: string, color: string, fontStyle = ""): editor.ITokenThemeRule => ({
    token: name,
    foreground: token(color).slice(1),
    fontStyle,
  });
  return {
    base: theme === "dark" ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      rule("", "ink"),
      rule("keyword", "syntax-keyword", "bold"),
      rule("string", "syntax-string"),
      rule("variable", "syntax-variable"),
      rule("flag", "syntax-flag"),
      rule("comment", "syntax-comment"),
      rule("directive", "syntax-flag"),
      rule("heredoc", "syntax-flag"),
      rule("parameter", "syntax-flag"),
      rule("label", "syntax-flag"),
      rule("macro", "syntax-flag"),
      rule("property", "syntax-variable"),
      rule("namespace", "syntax-flag"),
      rule("function", "syntax-command"),
      rule("operator", "ink-third"),
      rule("delimiter", "ink-second"),
      rule("number", "syntax-flag"),
      rule("type", "syntax-variable"),
      rule("tag", "syntax-keyword"),
      rule("attribute.name", "syntax-flag"),
      rule("attribute.value", "syntax-string"),
      rule("metatag", "syntax-comment"),
    ],
    colors: {
      "editor.background": token("surface"),
      "editor.foreground": token("ink"),
      "editorLineNumber.foreground": token("ink-third"),
      "editorLineNumber.dimmedForeground": token("ink-third"),
      "editorLineNumber.activeForeground": token("ink"),
      "editorCursor.foreground": token("accent"),
      "editor.selectionBackground": `${token("accent")}38`,
      "editor.inactiveSelectionBackground": `${token("accent")}1f`,
      "editor.wordHighlightBackground": `${token("accent")}1a`,
      "editor.wordHighlightStrongBackground": `${token("accent")}2b`,
      "editor.findMatchBackground": `${token("warning")}66`,
      "editor.findMatchHighlightBackground": `${token("warning")}33`,
      "editorBracketMatch.background": `${token("accent")}1f`,
      "editorBracketMatch.border": "#00000000",
      "editorIndentGuide.background1": token("line"),
      "editorError.foreground": token("error"),
      "editorWarning.foreground": token("warning"),
      "editorInfo.foreground": token("syntax-flag"),
      "editorHint.foreground": token("ink-third"),
      "editorWidget.background": token("raised"),
      "editorWidget.foreground": token("ink"),
      "editorWidget.border": token("line"),
      "editorHoverWidget.background": token("raised"),
      "editorHoverWidget.border": token("line-strong"),
      "editorSuggestWidget.background": token("raised"),
      "editorSuggestWidget.border": token("line-strong"),
      "editorSuggestWidget.selectedBackground": token("accent-soft"),
      "editorSuggestWidget.selectedForeground": token("ink"),
      "editorSuggestWidget.highlightForeground": token("accent"),
      "editorSuggestWidget.focusHighlightForeground": token("accent"),
      "editorHoverWidget.highlightForeground": token("accent"),
      "editor.rangeHighlightBackground": token("line-lit"),
      "quickInput.background": token("raised"),
      "quickInput.foreground": token("ink"),
      "quickInputList.focusBackground": token("accent-soft"),
      "quickInputList.focusForeground": token("ink"),
      "quickInputList.focusIconForeground": token("ink"),
      "pickerGroup.foreground": token("ink-second"),
      "list.highlightForeground": token("accent"),
      "list.focusHighlightForeground": token("accent"),
      "list.hoverBackground": `${token("ink")}0f`,
      "list.focusBackground": token("accent-soft"),
      "list.focusForeground": token("ink"),
      "menu.background": token("raised"),
      "menu.foreground": token("ink"),
      "menu.selectionBackground": token("accent-soft"),
      "menu.selectionForeground": token("ink"),
      "input.background": token("surface"),
      "input.foreground": token("ink"),
      "input.border": token("line-strong"),
      "inputOption.activeBorder": token("accent"),
      "inputOption.activeBackground": token("accent-soft"),
      "inputOption.activeForeground": token("ink"),
      "diffEditor.insertedLineBackground": `${token("ok")}1f`,
      "diffEditor.insertedTextBackground": `${token("ok")}33`,
      "diffEditor.removedLineBackground": `${token("error")}1a`,
      "diffEditor.removedTextBackground": `${token("error")}2e`,
      "diffEditor.border": token("line"),
      "diffEditor.diagonalFill": token("line"),
      "diffEditor.unchangedRegionBackground": token("page"),
      "diffEditor.unchangedRegionForeground": token("ink-second"),
      "diffEditor.unchangedRegionShadow": "#00000000",
      focusBorder: token("accent"),
      "textLink.foreground": token("accent"),
      "widget.shadow": "#00000033",
      "scrollbarSlider.background": `${token("ink-third")}40`,
      "scrollbarSlider.hoverBackground": `${token("ink-third")}66`,
      "scrollbarSlider.activeBackground": `${token("ink-third")}80`,
      "scrollbar.shadow": "#00000000",
      "editorGutter.foldingControlForeground": token("ink-third"),
      "editor.foldBackground": `${token("ink")}0a`,
    },
  };
}
