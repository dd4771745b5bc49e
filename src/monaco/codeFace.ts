/** The code face of the page. Canvas measuring needs names, not a custom property. */
export const CODE_FACE = {
  fontFamily:
    'ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace',
  fontSize: 13,
  lineHeight: 22,
} as const;
