export const messages = {
  notSaved: "The last changes are not saved yet.",
  saveFirst: "Wait until they are saved, then share.",
} as const;
