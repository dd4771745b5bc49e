import { type GoMethod, GoStruct } from "./value.ts";

/** Go's zero time. */
const ZERO = "0001-01-01T00:00:00Z";
const TIME = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)$/;

/** A time in JSON as Go's time.Time: it prints in another form, and has methods. */
export function goTimeValue(json = ZERO): GoStruct {
  const [, date = "0001-01-01", time = "00:00:00", zone = "Z"] = TIME.exec(json) ?? [];
  const [year = 1, month = 1, day = 1] = date.split("-").map(Number);
  const [hour = 0, minute = 0, second = 0] = time.split(":").map((part) => Math.trunc(Number(part)));
  const numbers = { Year: year, Day: day, Hour: hour, Minute: minute, Second: second };
  const unix = Math.floor(Date.parse(`${date}T${time}${zone}`) / 1000);
  const methods = Object.entries({ ...numbers, Month: MONTHS[month - 1] ?? "", Unix: unix, String: textOf() });
  return new GoStruct("time.Time", new Map(methods.map(([name, value]): [string, GoMethod] => [name, () => value])), {
    text: textOf,
    json: () => JSON.stringify(json),
  });

  function textOf(): string {
    const offset = zone.replace(":", "");
    return `${date} ${time.replace(/\.?0+$/, withoutFraction)} ${zone === "Z" ? "+0000 UTC" : `${offset} ${offset}`}`;
  }

  /** Only of a fraction are zeros at the end left out. */
  function withoutFraction(zeros: string): string {
    return time.includes(".") ? "" : zeros;
  }
}

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];
