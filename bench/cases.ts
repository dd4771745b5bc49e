import type { FileContent } from "./fileContent.ts";

/** What is measured: each case makes a Dockerfile and its context afresh, so that a run can be made unlike any before. */
export interface BenchCase {
  readonly name: string;
  /** Builds to run before the measured one, in the same session. */
  readonly warmUp: "nothing" | "same" | "other-last-line";
  readonly dockerfile: (run: RunMarks) => string;
  readonly files: (run: RunMarks) => Record<string, FileContent>;
  /** As one tar where absent. */
  readonly upload?: "tar" | "blobs";
  /** Measured at most so often: it takes long, and its memory is the point. */
  readonly atMost?: number;
  /** How many builds at once; 1 where absent. */
  readonly parallel?: number;
}

/** `first` differs where every step must run; `last` where only the last one must. */
export interface RunMarks {
  readonly first: string;
  readonly last: string;
}

const BASE = process.env.BENCH_BASE ?? "busybox:1.37";
const DEBIAN = process.env.BENCH_DEBIAN ?? "debian:bookworm-slim";

export function tenSteps({ first, last }: RunMarks): string {
  return `FROM ${BASE} AS build
ENV MARK=${first}
WORKDIR /src
COPY src/ ./
RUN cat *.txt > all.txt
RUN sort all.txt > sorted.txt

FROM ${BASE}
ENV MARK=${first}
WORKDIR /app
COPY --from=build /src/sorted.txt ./
RUN wc -l sorted.txt > count.txt
LABEL last=${last}
CMD ["cat", "/app/count.txt"]
`;
}

export function twoHundredFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  for (let index = 0; index < 200; index++) {
    files[`src/file${index}.txt`] = `line of file ${index}\n`.repeat(20);
  }
  return files;
}

const oneGigabyte = {
  warmUp: "nothing",
  atMost: 3,
  dockerfile: () => `FROM ${BASE}\nCOPY big /big\n`,
  files: ({ first }: RunMarks) => ({ big: { bytes: 1e9, seed: first } }),
} as const;

export const cases: readonly BenchCase[] = [
  { name: "ten steps, cold", warmUp: "nothing", dockerfile: tenSteps, files: twoHundredFiles },
  { name: "ten steps, all cached", warmUp: "same", dockerfile: tenSteps, files: twoHundredFiles },
  { name: "ten steps, last line changed", warmUp: "other-last-line", dockerfile: tenSteps, files: twoHundredFiles },
  { name: "ten builds at once, cold", warmUp: "nothing", parallel: 10, dockerfile: tenSteps, files: twoHundredFiles },
  {
    name: "200 MB COPY",
    warmUp: "nothing",
    dockerfile: () => `FROM ${BASE}\nCOPY big /big\n`,
    files: ({ first }) => ({ big: { bytes: 200e6, seed: first } }),
  },
  { name: "1 GB file", ...oneGigabyte },
  { name: "1 GB file, sent by digest", ...oneGigabyte, upload: "blobs" },
  {
    name: "apt-get install",
    warmUp: "nothing",
    dockerfile: ({ first }) =>
      `FROM ${DEBIAN}\nENV MARK=${first}\nRUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*\n`,
    files: () => ({}),
  },
];
