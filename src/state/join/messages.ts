export const messages = {
  noCode: "The code has 8 letters and digits.",
} as const;
