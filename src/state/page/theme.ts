import { create } from "zustand";
import { readStored, writeStored } from "../../lib/storage.ts";

export type ThemeChoice = "system" | "light" | "dark";
export type Theme = "light" | "dark";

interface ThemeState {
  readonly choice: ThemeChoice;
  readonly theme: Theme;
}

const KEY = "strata.theme";

export function resolveTheme(choice: ThemeChoice, systemIsDark: boolean): Theme {
  if (choice === "system") return systemIsDark ? "dark" : "light";
  return choice;
}

/** One press always changes the visible theme; a choice equal to the system's goes back to following it. */
export function toggledChoice(theme: Theme, systemIsDark: boolean): ThemeChoice {
  const wanted = theme === "dark" ? "light" : "dark";
  return wanted === resolveTheme("system", systemIsDark) ? "system" : wanted;
}

const isChoice = (value: unknown): value is ThemeChoice => value === "system" || value === "light" || value === "dark";

export const useTheme = create<ThemeState>(() => ({ choice: "system", theme: "light" }));

const systemIsDark = () => matchMedia("(prefers-color-scheme: dark)").matches;

function setThemeChoice(choice: ThemeChoice): void {
  const theme = resolveTheme(choice, systemIsDark());
  document.documentElement.dataset.theme = theme;
  useTheme.setState({ choice, theme });
  writeStored(KEY, choice);
}

export function toggleTheme(): void {
  setThemeChoice(toggledChoice(useTheme.getState().theme, systemIsDark()));
}

/** Call once: applies the remembered choice and follows the system if that is the choice. */
export function startTheme(): void {
  setThemeChoice(readStored(KEY, isChoice) ?? "system");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    setThemeChoice(useTheme.getState().choice);
  });
}
