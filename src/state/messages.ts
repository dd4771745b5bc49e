export const messages = {
  title: (workspace: string) => (workspace === "" ? "Strata" : `${workspace} · Strata`),
  building: (title: string) => `Building… ${title}`,
  built: (title: string) => `✓ ${title}`,
  failed: (title: string) => `✗ ${title}`,
} as const;
