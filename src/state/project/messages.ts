export const messages = {
  tooManyEntries: (limit: number) => `It has more than ${limit.toLocaleString("en-US")} files.`,
  tooLarge: (limit: number) => `It unpacks to more than ${limit / 1e6} MB.`,
  encrypted: "It is encrypted.",
  unknownCompression: "Its kind of compression is unknown.",
  broken: "It is not a complete archive of this kind.",
  leadsOut: "It leads out of the archive.",
  badPath: (path: string, fault: string) => `It contains the path ${JSON.stringify(path)}. ${fault}`,
  unreadable: (name: string, reason: string) => `Could not read ${name}. ${reason}`,
  replaced: (name: string) => `Replaced the files with those of ${name}.`,
  undo: "Undo",
} as const;
