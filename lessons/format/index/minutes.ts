/** A time such as `10 minutes`, `5-10 min`, `1 hour`, `1h 30m`: the longest that it names, in minutes. */
export function readMinutes(written: string): number | undefined {
  let total = 0;
  let found = false;
  for (const [, from, to, unit = ""] of written.matchAll(
    /(\d{1,4}(?:\.\d)?)(?:\s{0,3}(?:-|–|to)\s{0,3}(\d{1,4}(?:\.\d)?))?\s{0,3}(h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)?\b/gi,
  )) {
    const amount = Number(to ?? from);
    total += /^h/i.test(unit) ? amount * 60 : /^s/i.test(unit) ? amount / 60 : amount;
    found = true;
  }
  return found ? Math.max(1, Math.round(total)) : undefined;
}
