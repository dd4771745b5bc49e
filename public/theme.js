// Runs before the first paint so that the page never flashes the other theme. Same rule as src/state/theme.ts.
(() => {
  let choice = "system";
  try {
    choice = JSON.parse(localStorage.getItem("strata.theme")) ?? "system";
  } catch {
    // Private mode or a broken value: follow the system.
  }
  const dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
