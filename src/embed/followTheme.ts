/** The theme that the framing page wants, or else the reader's. Nothing is stored: the frame is a guest. */
export function followTheme(wanted: string | null): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const isDark = wanted === "dark" || (wanted !== "light" && system.matches);
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
  };
  system.addEventListener("change", apply);
  apply();
}
