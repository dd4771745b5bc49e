/** Labels of a sample. Their values come from closed lists: names of builders, routes, states; never from people. */
export type Labels = Readonly<Record<string, string>>;

/** A name with what it means, and its samples in Prometheus' text format. */
export interface Family {
  readonly name: string;
  render(): string;
}

const escaped = (value: string) => value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");

function sample(name: string, labels: Labels, value: number): string {
  const inner = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${inner.length === 0 ? "" : `{${inner.join(",")}}`} ${value}\n`;
}

function header(name: string, type: "counter" | "gauge" | "histogram", help: string): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
}

/** Counts what happened since the server started. */
export class Counter implements Family {
  readonly name: string;
  readonly #help: string;
  readonly #counts = new Map<string, { readonly labels: Labels; count: number }>();

  constructor(name: string, help: string) {
    this.name = name;
    this.#help = help;
  }

  add(labels: Labels = {}, count = 1): void {
    const key = JSON.stringify(labels);
    const known = this.#counts.get(key);
    if (known === undefined) this.#counts.set(key, { labels, count });
    else known.count += count;
  }

  render(): string {
    const samples = [...this.#counts.values()].map(({ labels, count }) => sample(this.name, labels, count));
    return header(this.name, "counter", this.#help) + samples.join("");
  }
}

/** Numbers that are looked up when they are asked for. */
export class Reading implements Family {
  readonly name: string;
  readonly #help: string;
  readonly #type: "counter" | "gauge";
  readonly #read: () => readonly (readonly [Labels, number | undefined])[];

  /** `read` gives undefined for what is not known yet. A `counter` never goes down while the server runs. */
  constructor(
    name: string,
    help: string,
    read: () => readonly (readonly [Labels, number | undefined])[],
    type: "counter" | "gauge" = "gauge",
  ) {
    this.name = name;
    this.#help = help;
    this.#read = read;
    this.#type = type;
  }

  render(): string {
    const known = this.#read().flatMap(([labels, value]) =>
      value === undefined ? [] : [sample(this.name, labels, value)],
    );
    return header(this.name, this.#type, this.#help) + known.join("");
  }
}

/** A reading of one number. */
export function gauge(name: string, help: string, read: () => number | undefined): Reading {
  return new Reading(name, help, () => [[{}, read()]]);
}

interface Distribution {
  readonly labels: Labels;
  readonly counts: number[];
  sum: number;
}

/** How often values lay below each of some bounds. */
export class Histogram implements Family {
  readonly name: string;
  readonly #help: string;
  readonly #bounds: readonly number[];
  readonly #distributions = new Map<string, Distribution>();

  /** `bounds` rise. */
  constructor(name: string, help: string, bounds: readonly number[]) {
    this.name = name;
    this.#help = help;
    this.#bounds = bounds;
  }

  observe(value: number, labels: Labels = {}): void {
    const key = JSON.stringify(labels);
    const fresh = { labels, counts: this.#bounds.map(() => 0).concat(0), sum: 0 };
    const distribution = this.#distributions.get(key) ?? fresh;
    this.#distributions.set(key, distribution);
    const at = this.#bounds.findIndex((bound) => value <= bound);
    const place = at < 0 ? this.#bounds.length : at;
    distribution.counts[place] = (distribution.counts[place] ?? 0) + 1;
    distribution.sum += value;
  }

  render(): string {
    const texts = [...this.#distributions.values()].map((distribution) => this.#samples(distribution));
    return header(this.name, "histogram", this.#help) + texts.join("");
  }

  #samples({ labels, counts, sum }: Distribution): string {
    let below = 0;
    const buckets = counts.map((count, place) => {
      below += count;
      return sample(`${this.name}_bucket`, { ...labels, le: String(this.#bounds[place] ?? "+Inf") }, below);
    });
    return [...buckets, sample(`${this.name}_sum`, labels, sum), sample(`${this.name}_count`, labels, below)].join("");
  }
}
