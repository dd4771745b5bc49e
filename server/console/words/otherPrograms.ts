const EDITOR = "Open the file in the editor: it shows here once it is saved.";
const ROOT = "Nothing here needs more rights. Leave it out.";
const PACKAGES = "Install packages in an image: put it into a RUN instruction.";
const NETWORK = "This console has no network of its own. Run it in a container: docker run --rm -it IMAGE.";
const LANGUAGE = "Run it in a container: docker run --rm -it IMAGE, with an image that has it.";
const PROCESSES = "Processes run in containers: use docker ps, docker top, and docker kill.";

/** Programs that people try, and what to do instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  vi: EDITOR,
  vim: EDITOR,
  nvim: EDITOR,
  nano: EDITOR,
  emacs: EDITOR,
  ed: EDITOR,
  code: EDITOR,
  less: "Use cat, head, or tail, or open the file in the editor.",
  more: "Use cat, head, or tail, or open the file in the editor.",
  sudo: ROOT,
  su: ROOT,
  doas: ROOT,
  apt: PACKAGES,
  "apt-get": PACKAGES,
  apk: PACKAGES,
  yum: PACKAGES,
  dnf: PACKAGES,
  brew: PACKAGES,
  pip: PACKAGES,
  npm: PACKAGES,
  curl: NETWORK,
  wget: NETWORK,
  ping: NETWORK,
  ssh: NETWORK,
  git: "Upload the files in the Files pane, or use ADD with the repository's URL.",
  python: LANGUAGE,
  python3: LANGUAGE,
  node: LANGUAGE,
  go: LANGUAGE,
  java: LANGUAGE,
  bash: "This is the shell here. For one in a container, use docker run --rm -it IMAGE sh.",
  sh: "This is the shell here. For one in a container, use docker run --rm -it IMAGE sh.",
  zsh: "This is the shell here. For one in a container, use docker run --rm -it IMAGE sh.",
  ps: PROCESSES,
  top: PROCESSES,
  htop: PROCESSES,
  kill: PROCESSES,
  systemctl: "There is no Docker daemon to start: the docker words work at once.",
  service: "There is no Docker daemon to start: the docker words work at once.",
  "docker-compose": "Compose is not available here: start each container with docker run.",
  podman: "Use docker with the same arguments.",
  buildah: "Use docker build.",
  skopeo: "Use docker pull, docker push, and docker inspect.",
  man: "Type the word with --help.",
  chown: "Files of a workspace have no owner. Use COPY --chown in the Dockerfile.",
  ln: "A workspace has no links. Make them in a RUN instruction.",
  find: "Use tree, or ls with a pattern.",
  sed: "Change the file in the editor, or in a RUN instruction.",
  awk: "Use grep, head, and tail, or a container.",
  tar: "Use ADD to unpack an archive into an image, or docker cp and docker export.",
  alias: "Aliases are not available here: Tab and the arrow keys are.",
  source: "Scripts are not available here: type the commands, or run the script in a container.",
  ".": "Scripts are not available here: type the commands, or run the script in a container.",
  logout: "Type exit, or close the console.",
};

/** What to say about a name that is no word here: one line. */
export function unknownWords(name: string): string {
  const instead = Object.hasOwn(INSTEAD, name) ? INSTEAD[name] : undefined;
  if (instead !== undefined) return `${name}: not available here. ${instead}`;
  if (name.includes("/")) return `${name}: not available here. Run programs and scripts in a container: docker run.`;
  return `${name}: command not found. Type help for the words there are.`;
}
