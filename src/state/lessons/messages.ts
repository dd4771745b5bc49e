export const messages = {
  opening: (title: string) => `Opening “${title}”…`,
  notStarted: (reason: string) => `Could not start the lesson. ${reason}`,
  notFound: (lesson: string, reason: string) => `Could not open the lesson “${lesson}”. ${reason}`,
  notTried: (reason: string) => `Could not open it as a lesson. ${reason}`,
  notText: (path: string) => `${path} is not a text file.`,
  noMarker: (marker: string, path: string) =>
    `“${marker}” is no longer in ${path}. Start this step again to bring it back.`,
  noPort: (port: number) => `Nothing is published on port ${port}.`,
  runFirst: (port: number, command: string) => `Nothing is published on port ${port}. Run \`${command}\` first.`,
  elsewhere: (port: number) => `Port ${port} is open on the machine that Strata runs on.`,
  stepAgain: "The files of this step are as they were. Yours are in Versions.",
} as const;
