/** Style sheets that did not arrive. The bundler's loader asks for each only once, even if its code is asked for again. */
const missing = new Set<string>();

/** Call once. */
export function noteMissingStyles(): void {
  const onError = ({ target }: Event) => {
    if (!(target instanceof HTMLLinkElement) || target.rel !== "stylesheet") return;
    missing.add(target.href);
    target.remove();
  };
  document.addEventListener("error", onError, { capture: true });
}

/** Rejects if one is still missing. */
export async function loadMissingStyles(): Promise<void> {
  await Promise.all([...missing].map(load));
}

function load(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.addEventListener("load", () => {
      missing.delete(href);
      resolve();
    });
    link.addEventListener("error", () => reject(new Error(`${href} did not arrive`)));
    document.head.append(link);
  });
}
