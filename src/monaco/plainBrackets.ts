/** Of a model, not an editor: brackets get the color of the text around them. */
export const PLAIN_BRACKETS = {
  bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
} as const;
