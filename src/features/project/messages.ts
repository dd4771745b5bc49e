import { counted } from "../../lib/counted.ts";

export const messages = {
  drop: "Drop to open or add",
  dropDetail: "Files, a folder, a zip or tar of one, or an image",

  reading: (name: string) => `Reading ${name}…`,
  cancel: "Cancel",
  title: (name: string) => `Open ${name}`,
  files: (files: number, size: string | undefined) =>
    size === undefined ? counted(files, "file") : `${counted(files, "file")}, ${size}`,
  dockerfile: (path: string) => `built with ${path}`,
  noDockerfile: "no Dockerfile",
  ignored: (files: number) => `${counted(files, "file")} ignored by .dockerignore`,
  usual: (files: number) => `${counted(files, "file")} left out`,
  names: (names: readonly { readonly name: string; readonly files: number }[]) =>
    names.map(({ name, files }) => (files > 1 ? `${name} (${files.toLocaleString("en-US")})` : name)).join(", "),
  more: (count: number) => `${count} more`,
  takeUsual: (names: string) => `Take ${names}, too`,
  links: (links: number) => `${counted(links, "link")} left out: a workspace holds files and folders.`,
  tooMany: (files: number, limit: number) =>
    `${files.toLocaleString("en-US")} files are more than the ${limit.toLocaleString("en-US")} that a workspace holds. Put what the build doesn't need into .dockerignore.`,
  none: "There is nothing to take: every file is ignored.",

  image: (size: string) => `It is the archive of a container image, ${size}.`,
  aboutImage:
    "Look into it to see its layers, files, and history, and a Dockerfile reconstructed from them. Nothing is built, and your files stay as they are.",
  lookInto: "Look into this image",
  asProject: "Open its files",

  openAsWorkspace: "Open as workspace",
  tryLesson: "Try this lesson",
  aboutLesson: "It is a lesson. Open it as a workspace to write on it, or try it as those who take it.",
  replace: "Replace files",
  addAsFolder: "Add as folder",
  addAsFile: (name: string) => `Add ${name} as one file`,
  about:
    "Opening it as a workspace leaves this one as it is. Replacing the files of this one keeps them as an earlier version.",
} as const;
