/** The parts of an image's name as written. Variables stay what they are. */
export interface ImageName {
  readonly registry?: string;
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Takes any text; a first part with a dot, a colon or `localhost` is a registry, as Docker has it. */
export function parseImageName(text: string): ImageName {
  const at = text.indexOf("@");
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const tagged = at === -1 ? text : text.slice(0, at);
  const slash = tagged.indexOf("/");
  const head = tagged.slice(0, slash);
  const hasRegistry = slash !== -1 && (/[.:]/.test(head) || head === "localhost");
  const path = hasRegistry ? tagged.slice(slash + 1) : tagged;
  // A colon in `${TAG:-1}` is none of a tag.
  const colon = path.replace(/\$\{[^{}]*\}/g, (variable) => "_".repeat(variable.length)).lastIndexOf(":");
  const tag = colon === -1 ? undefined : path.slice(colon + 1);
  return {
    ...(hasRegistry ? { registry: head } : {}),
    name: colon === -1 ? path : path.slice(0, colon),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}
