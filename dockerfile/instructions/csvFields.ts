/**
 * The fields of one CSV record as Go's `encoding/csv` reads it: a field in double quotes may hold commas, `""` is a quote.
 * Gives the message of its error if the quotes are wrong, or if there is nothing.
 */
export function csvFields(record: string): readonly string[] | { readonly error: string } {
  return record === "" ? { error: "EOF" } : readFields(record);
}

function readFields(record: string): readonly string[] | { readonly error: string } {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (record[at] !== '"') {
      const comma = record.indexOf(",", at);
      const field = record.slice(at, comma === -1 ? record.length : comma);
      if (field.includes('"'))
        return { error: `parse error on line 1, column ${at + field.indexOf('"') + 1}: bare " in non-quoted-field` };
      fields.push(field);
      if (comma === -1) return fields;
      at = comma + 1;
      continue;
    }
    const quoted = /^"((?:[^"]|"")*)"/.exec(record.slice(at));
    const end = at + (quoted?.[0].length ?? 0);
    if (quoted === null || (end < record.length && record[end] !== ",")) {
      return { error: `parse error on line 1, column ${end + 1}: extraneous or missing " in quoted-field` };
    }
    fields.push((quoted[1] ?? "").replaceAll('""', '"'));
    if (end >= record.length) return fields;
    at = end + 1;
  }
}
