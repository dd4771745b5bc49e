export const messages = {
  raise: "Raise hand",
  raised: (place: string) => `Hand raised, ${place} in line`,
  lower: "Lower your hand",
  place: (place: number) => `${place}${placeEnding(place)}`,

  timer: "Timer",
  timeUp: "Time is up",

  room: (name: string) => `Room ${name}`,
  you: (name: string) => `You are ${name}.`,
  ends: (clock: string) => `The room ends at ${clock}.`,
  stored: "Stored about you: the name you typed, and what you make here. Your teacher can see your work.",
  takeHome: "Take your work home",
  takeHomeAbout: "A zip with your files and your images",
  leave: "Leave the room",
  leaveAbout: "To come back in another browser, ask your teacher for your word.",

  ended: "The room has ended",
  removed: "You are not in the room anymore",
  removedAbout: "Your teacher removed you from it, with what you made. Ask your teacher if you should join again.",
  endedRemoved: "Everything that was made in it is removed, as the room said from the start.",
  endedAbout:
    "Nothing can be changed or built in it anymore. What you made can be taken home for as long as it is kept.",

  looking: (place: string) => `Your teacher shows ${place}`,
  where: (path: string, line: number | undefined) => (line === undefined ? path : `${path}, line ${line}`),
  notFound: (path: string) => `Your teacher shows ${path}, which you do not have`,
  leaveLook: "Leave",
  leaveKey: "Esc",
  follow: "Follow",

  toClass: (name: string) => `To the class ${name}`,
  look: "Look here",
  lookAbout: "Learners’ pages go to the file, line, and layer that are selected here",
  shown: (place: string) => `All look at ${place}`,
  stopLook: "Stop showing",

  helpAsked: "Your teacher asks to type with you.",
  helpAccept: "Accept",
  helpDecline: "Not now",
  helping: "Your teacher can type in your files.",
  typeWith: (teachers: number) =>
    teachers === 1 ? "Your teacher types with you." : `${teachers} teachers type with you.`,
  helpElsewhere: "Your teacher types with you in another tab.",
  helpCannot: "Your files can't be edited together.",
  helpHere: "Go on here",
  helpStop: "Stop",

  notes: (count: number) => (count === 1 ? "1 note from your teacher" : `${count} notes from your teacher`),
  from: (name: string) => `From ${name}`,
  hint: "Hint",
  files: (name: string, count: number) => `${name}: ${count === 1 ? "1 file" : `${count} files`}`,
  take: "Take it",
  takeAbout: "Added beside your own files. Nothing is overwritten.",
  takeApart: "Open as a workspace",
  putAway: "Put away",
} as const;

function placeEnding(place: number): string {
  if (place % 100 >= 11 && place % 100 <= 13) return "th";
  return ["th", "st", "nd", "rd"][place % 10] ?? "th";
}
