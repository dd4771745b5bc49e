import { type Filters, matchesAny, matchesLabels } from "#contract/docker/filters.ts";
import type { Engine } from "../base/engine.ts";
import type { EngineCall, Routes } from "../base/engineCall.ts";
import type { EngineEvent } from "../base/engineEvents.ts";
import { parseTime } from "../base/engineTimes.ts";
import { filtersOf } from "../base/filters.ts";
import { JsonStream } from "../base/jsonStream.ts";

const FILTERS = ["container", "event", "image", "label", "type", "volume", "network", "daemon", "scope"];

/** Most events that wait for a slow client; more end its stream. */
const MAX_WAITING = 1000;

/** `docker events`. */
export function eventRoutes({ events }: Engine): Routes {
  return {
    "GET /events": async (call) => {
      const filters = filtersOf(call, FILTERS);
      const since = parseTime(call.query.get("since"));
      const until = parseTime(call.query.get("until"));
      const stream = new JsonStream(call);
      stream.begin();
      const wanted = (event: EngineEvent) => isWanted(event, filters, { since, until });
      const past = since === undefined ? [] : events.kept.filter(wanted);
      await sendEvents(call, stream, {
        past,
        until,
        listen: (listener) => events.listen((event) => wanted(event) && listener(event)),
      });
    },
  };
}

interface Source {
  readonly past: readonly EngineEvent[];
  readonly until: number | undefined;
  readonly listen: (listener: (event: EngineEvent) => void) => () => void;
}

async function sendEvents({ signal }: EngineCall, stream: JsonStream, { past, until, listen }: Source): Promise<void> {
  const waiting = [...past];
  let wake = Promise.withResolvers<void>();
  let isOver = false;
  const end = () => {
    isOver = true;
    wake.resolve();
  };
  const stopListening = listen((event) => {
    waiting.push(event);
    if (waiting.length > MAX_WAITING) end();
    wake.resolve();
  });
  signal.addEventListener("abort", end);
  // Node's timers end after 24 days at the latest.
  const timer =
    until === undefined ? undefined : setTimeout(end, Math.min(Math.max(until - Date.now(), 0), 2 ** 31 - 1));
  try {
    while (!signal.aborted) {
      const event = waiting.shift();
      if (event !== undefined) await stream.send(event);
      else if (isOver) break;
      else {
        wake = Promise.withResolvers();
        await wake.promise;
      }
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
    stopListening();
    stream.end();
  }
}

interface Span {
  readonly since: number | undefined;
  readonly until: number | undefined;
}

function isWanted({ Type, Action, Actor, timeNano }: EngineEvent, filters: Filters, { since, until }: Span): boolean {
  const at = timeNano / 1e6;
  if (at < (since ?? 0) || at > (until ?? Number.POSITIVE_INFINITY)) return false;
  const { ID, Attributes } = Actor;
  const isNamed = (type: string) => (value: string) =>
    Type === type && (ID.startsWith(value) || Attributes.name === value.replace(/^\//, ""));
  const isImage = (value: string) => [ID, Attributes.name, Attributes.image].includes(value);
  return (
    matchesAny(filters, "type", (value) => value === Type) &&
    matchesAny(filters, "event", (value) => value === Action || Action.startsWith(`${value}:`)) &&
    matchesAny(filters, "container", isNamed("container")) &&
    matchesAny(filters, "volume", isNamed("volume")) &&
    matchesAny(filters, "image", isImage) &&
    matchesAny(filters, "network", () => false) &&
    matchesAny(filters, "daemon", () => false) &&
    matchesAny(filters, "scope", (value) => value === "local") &&
    matchesLabels(filters, Attributes)
  );
}
