import type { ITheme } from "@xterm/xterm";

/** A terminal's colors from the page's tokens. Its contrast is raised further for what a program chooses. */
export function terminalTheme(): ITheme {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const colors = {
    red: token("error"),
    green: token("ok"),
    yellow: token("warning"),
    blue: token("syntax-flag"),
    magenta: token("syntax-variable"),
    cyan: token("syntax-string"),
  };
  return {
    background: token("surface"),
    foreground: token("ink"),
    cursor: token("accent"),
    cursorAccent: token("surface"),
    selectionBackground: `${token("accent")}38`,
    scrollbarSliderBackground: `${token("ink-third")}40`,
    scrollbarSliderHoverBackground: `${token("ink-third")}66`,
    scrollbarSliderActiveBackground: `${token("ink-third")}80`,
    black: token("ink-second"),
    brightBlack: token("ink-third"),
    white: token("ink-second"),
    brightWhite: token("ink"),
    ...colors,
    brightRed: colors.red,
    brightGreen: colors.green,
    brightYellow: colors.yellow,
    brightBlue: colors.blue,
    brightMagenta: colors.magenta,
    brightCyan: colors.cyan,
  };
}
