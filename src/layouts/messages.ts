export const messages = {
  files: "Context files",
  result: "Result",
  build: "Build",
  tabs: {
    layers: "Layers",
    files: "Files",
    history: "History",
    inspect: "Inspect",
    compare: "Compare",
    log: "Log",
    problems: "Problems",
    console: "Console",
  },
  resize: {
    files: "Resize files",
    lesson: "Resize lesson",
    editor: "Resize editor",
    log: "Resize log",
    result: "Resize result",
  },
} as const;
