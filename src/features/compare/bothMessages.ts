import { counted } from "../../lib/counted.ts";

export const bothMessages = {
  title: "Build with both builders",
  building: "Building…",
  done: "Built.",
  canceled: "Canceled.",
  cancel: "Cancel both",
  close: "Close",
  equal: (a: string, b: string) => `${a} and ${b} built the same image.`,
  different: (a: string, b: string) => `${a} and ${b} built different images.`,
  equalParts: "Configuration, history, and files are equal.",
  times: (count: number) =>
    `${counted(count, "file")} ${count === 1 ? "has a different time" : "have different times"}: each builder ran RUN on its own.`,
  layers: "Layers with different times have different digests.",
  parts: (config: number, history: number, files: number) => {
    const parts = [
      config > 0 && counted(config, "field"),
      history > 0 && counted(history, "row of the history", "rows of the history"),
      files > 0 && counted(files, "file"),
    ];
    return `${parts.filter(Boolean).join(", ")} ${config + history + files === 1 ? "differs" : "differ"}.`;
  },
  historyTitle: "History that differs",
  row: (row: number) => `Row ${row + 1}`,
} as const;
