import { MAX_WORKSPACE_FILES } from "#contract/workspace.ts";
import { formatSize } from "../../lib/formatSize.ts";
import type { LeftOut, ProjectPlan } from "../../state/project/planProject.ts";
import {
  addAsFile,
  addAsFolder,
  leaveProject,
  openAsLesson,
  openAsWorkspace,
  type ProjectState,
  replaceFiles,
  takeUsual,
  useProject,
} from "../../state/project/project.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import { ImageDialog } from "./ImageDialog.tsx";
import { messages } from "./messages.ts";
import styles from "./ProjectDialog.module.css";

type Asking = Extract<ProjectState, { phase: "asking" }>;

/** Names shown of what is left out. */
const MAX_NAMES = 4;

/** One question for a folder or an archive: what is in it, what of it is ignored, and where it should go. */
export function ProjectDialog() {
  const state = useProject((store) => store.state);
  const onOpenChange = (open: boolean) => !open && leaveProject();
  if (state.phase === "idle") return null;
  if (state.phase === "reading") {
    return (
      <Dialog
        open
        onOpenChange={onOpenChange}
        title={messages.reading(state.name)}
        footer={<Button onClick={leaveProject}>{messages.cancel}</Button>}
      >
        <Spinner label={messages.reading(state.name)} />
      </Dialog>
    );
  }
  if (state.phase === "image") return <ImageDialog archive={state.archive} onOpenChange={onOpenChange} />;
  return (
    <Dialog open onOpenChange={onOpenChange} title={messages.title(state.plan.name)} footer={<Choices state={state} />}>
      <Counts state={state} />
    </Dialog>
  );
}

function Choices({ state: { plan, isLesson } }: { state: Asking }) {
  const isProject = plan.dockerfile !== undefined;
  const disabled = plan.isTooMany || plan.files === 0;
  const primary = (isPrimary: boolean) => (isPrimary && !isLesson ? ("primary" as const) : ("plain" as const));
  return (
    <>
      {isProject && (
        <Button disabled={disabled} onClick={() => void replaceFiles(plan)}>
          {messages.replace}
        </Button>
      )}
      {!isProject && (
        <Button disabled={disabled} onClick={() => void openAsWorkspace(plan)}>
          {messages.openAsWorkspace}
        </Button>
      )}
      <Button variant={primary(!isProject)} disabled={disabled} onClick={() => void addAsFolder(plan)}>
        {messages.addAsFolder}
      </Button>
      {isProject && (
        <Button variant={primary(true)} disabled={disabled} onClick={() => void openAsWorkspace(plan)}>
          {messages.openAsWorkspace}
        </Button>
      )}
      {isLesson && (
        <Button variant="primary" disabled={disabled} onClick={() => void openAsLesson(plan)}>
          {messages.tryLesson}
        </Button>
      )}
    </>
  );
}

function Counts({ state: { plan, takeUsual: isTaken, archive, isLesson } }: { state: Asking }) {
  const { files, dockerfile, ignored, usual, links, isTooMany } = plan;
  return (
    <div className={styles.counts}>
      <p>
        <strong>{messages.files(files, sizeOf(plan))}</strong>
        {", "}
        {dockerfile === undefined ? messages.noDockerfile : messages.dockerfile(dockerfile)}
      </p>
      {ignored.files > 0 && <Line words={messages.ignored(ignored.files)} names={ignored} />}
      {usual.files > 0 && <Line words={messages.usual(usual.files)} names={usual} />}
      {(usual.files > 0 || isTaken) && (
        <label className={styles.choice}>
          <input type="checkbox" checked={isTaken} onChange={(event) => takeUsual(event.target.checked)} />
          {messages.takeUsual(isTaken ? ".git and node_modules" : usual.names.map((one) => one.name).join(" and "))}
        </label>
      )}
      {links > 0 && <p>{messages.links(links)}</p>}
      {isTooMany && (
        <p role="alert" className={styles.fault}>
          {messages.tooMany(files, MAX_WORKSPACE_FILES)}
        </p>
      )}
      {files === 0 && (
        <p role="alert" className={styles.fault}>
          {messages.none}
        </p>
      )}
      {isLesson && <p className={styles.about}>{messages.aboutLesson}</p>}
      {dockerfile !== undefined && !isTooMany && files > 0 && <p className={styles.about}>{messages.about}</p>}
      {archive && (
        <Button variant="quiet" className={styles.asFile} onClick={() => void addAsFile(archive)}>
          {messages.addAsFile(archive.name)}
        </Button>
      )}
    </div>
  );
}

function Line({ words, names: { names } }: { words: string; names: LeftOut }) {
  const rest = names.length - MAX_NAMES;
  return (
    <p>
      {words}: <span className={styles.names}>{messages.names(names.slice(0, MAX_NAMES))}</span>
      {rest > 0 && `, ${messages.more(rest)}`}
    </p>
  );
}

/** The sizes of dropped files are known once they are read. */
function sizeOf({ kept }: ProjectPlan): string | undefined {
  const isKnown = kept.every(({ size, kind }) => size !== undefined || kind !== "file");
  return isKnown ? formatSize(kept.reduce((sum, { size = 0 }) => sum + size, 0)) : undefined;
}
