/** The repository and the tag of a familiar name: `127.0.0.1:5000/app:1` → `127.0.0.1:5000/app` and `1`. */
export function splitName(name: string): { repository: string; tag: string } {
  const at = name.lastIndexOf(":");
  return at > name.lastIndexOf("/")
    ? { repository: name.slice(0, at), tag: name.slice(at + 1) }
    : { repository: name, tag: "<none>" };
}
