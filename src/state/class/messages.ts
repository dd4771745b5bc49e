const people = (count: number): string => (count === 1 ? "1 learner" : `${count} learners`);

export const messages = {
  sent: {
    message: (count: number) => `Message sent to ${people(count)}`,
    hint: (count: number) => `Hint sent to ${people(count)}`,
    files: (count: number) => `Files offered to ${people(count)}`,
  },
  looking: "Everybody is asked to look",
  notLooking: "Nobody is asked to look anymore",
  timerStarted: (minutes: number) => `Timer set to ${minutes} min`,
  wallCleared: "Message taken off the projector",
  timerStopped: "Timer stopped",
  live: (isAllowed: boolean) => (isAllowed ? "Learners may build live" : "Learners build by hand"),
  builder: (name: string) =>
    name === "auto" ? "Learners build with the server's standard builder" : `Learners build with ${name}`,
  ended: "Room ended",
  lowered: (name: string) => `Lowered the hand of ${name}`,
  removed: (name: string) => `Removed ${name}`,
} as const;
