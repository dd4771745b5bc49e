import { useEffect, useState } from "react";

/** Changes with the theme of the page: what a canvas has drawn does not follow it by itself. */
export function useDrawnTheme(): string | undefined {
  const [theme, setTheme] = useState(themeNow);
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(themeNow()));
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, []);
  return theme;
}

const themeNow = () => document.documentElement.dataset.theme;
