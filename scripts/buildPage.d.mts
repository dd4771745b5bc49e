/** Builds the page into `dist` if its sources changed since it was built last. Ends the process if that fails. */
export function ensurePage(): Promise<void>;
