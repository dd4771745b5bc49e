/** Line icons on a 16 px grid, in the color of the text. Decorative: their parent has a name. */
const PATHS = {
  add: "M8 3.500v9M3.500 8h9",
  close: "M4 4l8 8M12 4l-8 8",
  check: "M3.500 8.500l3 3 6-7",
  chevronDown: "M4.500 6.500L8 10l3.500-3.500",
  chevronUp: "M4.500 9.500L8 6l3.500 3.500",
  chevronLeft: "M9.500 4.500L6 8l3.500 3.500",
  chevronRight: "M6.500 4.500L10 8l-3.500 3.500",
  file: "M4 2.500h5l3 3v8H4zM9 2.500v3h3",
  fileLines: "M3.500 2.500h9v11h-9zM5.500 5.500h5M5.500 8h5M5.500 10.500h5",
  binary: "M3.500 2.500h9v11h-9zM6 6h1.500v4H6zM9.500 6v4",
  folder: "M2.500 4h4l1.500 1.500h5.500v7h-11z",
  upload: "M8 10.500v-7M5 6l3-3 3 3M3 12.500h10",
  download: "M8 3v7M5 7.500l3 3 3-3M3 12.500h10",
  history: "M3 5.500A5.500 5.500 0 1 1 2.500 8.500M3 2.500v3h3M8 5.500v3l2 1.500",
  trash: "M3.500 4.500h9M6.500 4.500v-2h3v2M4.500 4.500l.7 9h5.600l.7-9",
  pencil: "M3 13l.7-3L10.500 3.200l2.300 2.300L6 12.300z",
  more: "M3.500 8h.01M8 8h.01M12.500 8h.01",
  menu: "M3 4.500h10M3 8h10M3 11.500h10",
  theme: "M8 2.500a5.500 5.500 0 1 0 0 11z",
  warning: "M8 3l5.500 10h-11zM8 6.500v3M8 11.300v.01",
  error: "M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM8 5.500v3.200M8 10.700v.01",
  info: "M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM8 7.500v3.200M8 5.300v.01",
  wrap: "M2.500 4h11M2.500 8h8.500a2.250 2.250 0 0 1 0 4.500H7.500M9.500 10.500l-2 2 2 2M2.500 12.500h2",
  search: "M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM10.500 10.500l3 3",
  play: "M5 3.500l7.500 4.500L5 12.500z",
  steps: "M3.500 4v8M6.500 4l6 4-6 4z",
  stop: "M4.500 4.500h7v7h-7z",
  copy: "M5.500 5.500h7v8h-7zM10.500 5.500v-3h-7v8h2",
  external: "M9 3h4v4M13 3L7.500 8.500M11 9.500V13H3V5h3.500",
  panel: "M2.500 3h11v10h-11zM6.500 3v10",
  panelBottom: "M2.500 3h11v10h-11zM2.500 9.500h11",
  panelRight: "M2.500 3h11v10h-11zM9.500 3v10",
  hand: "M4.700 9V4.300a1 1 0 0 1 2 0V7.500M6.700 7.500V3a1 1 0 0 1 2 0v4.500M8.700 7.500V3.700a1 1 0 0 1 2 0V8M10.700 8V5.700a1 1 0 0 1 2 0V10a4 4 0 0 1-4 4H8.200a4 4 0 0 1-3.400-1.900L2.900 9a1 1 0 0 1 1.700-1.100z",
  clock: "M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM8 5v3l2 1.500",
  eye: "M1.700 8S4 3.800 8 3.800 14.300 8 14.300 8 12 12.200 8 12.200 1.700 8 1.700 8zM8 6.200a1.800 1.800 0 1 0 0 3.600 1.800 1.800 0 0 0 0-3.600z",
  moon: "M12.800 9.800A5.200 5.200 0 0 1 6.200 3.200a5.200 5.200 0 1 0 6.600 6.600z",
  pause: "M6 4.500v7M10 4.500v7",
  speech: "M2.500 3.500h11v7.500h-6l-3 2.500v-2.500h-2z",
  screen: "M2.500 3.500h11v7h-11zM8 10.500v3M5.500 13.500h5",
  filter: "M2.500 4h11M4.500 8h7M6.500 12h3",
  terminal: "M2.500 3h11v10h-11zM5 6.500l2 1.750-2 1.750M8.500 10.500h2.500",
  swap: "M3 5.500h9M9.500 3l2.500 2.500-2.500 2.500M13 10.500H4M6.500 8L4 10.500 6.500 13",
  pin: "M6 2.500h4M6.500 2.500v4L4.500 9h7L9.500 6.500v-4M8 9v4.500",
  grid: "M3 3h4v4H3zM9 3h4v4H9zM3 9h4v4H3zM9 9h4v4H9z",
  link: "M6.600 9.400l2.800-2.800M7.500 5.200l1.700-1.700a2.350 2.350 0 0 1 3.300 3.300L10.800 8.500M8.500 10.800l-1.700 1.700a2.350 2.350 0 0 1-3.300-3.300L5.200 7.500",
  live: "M8 7a1 1 0 1 0 0 2 1 1 0 0 0 0-2zM5.300 10.700a3.800 3.800 0 0 1 0-5.400M10.700 5.300a3.800 3.800 0 0 1 0 5.400M3.400 12.600a6.500 6.500 0 0 1 0-9.200M12.600 3.400a6.500 6.500 0 0 1 0 9.200",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({
  name,
  size = 16,
  className,
}: {
  name: IconName;
  size?: number;
  className?: string | undefined;
}) {
  return (
    <svg
      aria-hidden="true"
      className={className}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 2 : 1.3}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {name === "theme" && <path d="M8 2.500a5.500 5.500 0 0 1 0 11z" fill="currentColor" />}
      <path d={PATHS[name]} />
    </svg>
  );
}
