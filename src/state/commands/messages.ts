export const messages = {
  build: "Build",
  cancel: "Cancel build",
  newest: "Show newest build",
  focus: { files: "Go to context files", editor: "Go to editor", result: "Go to result", log: "Go to log" },
  nextPane: "Go to next pane",
  previousPane: "Go to previous pane",
  show: {
    layers: "Show layers",
    files: "Show files of the image",
    history: "Show history",
    inspect: "Show inspect view",
    log: "Show log",
    problems: "Show problems",
  },
  turn: "Turn stack around",
  theme: "Switch theme",
  keys: "Show keys",
} as const;
