import { useRef, useState } from "react";
import { type BuildSummary, MAX_BUILD_NAME } from "#contract/build.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { addTag, deleteImage, setMarks, useBuildList } from "../../state/build/buildList.ts";
import { openFromList } from "../../state/build/earlierBuild.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { BuildFacts } from "./BuildFacts.tsx";
import styles from "./BuildsMenu.module.css";
import { ConfirmLine } from "./ConfirmLine.tsx";
import { sizeText } from "./imageWords.ts";
import { LineForm } from "./LineForm.tsx";
import { messages } from "./messages.ts";
import { type Asking, useBuildActions } from "./useBuildActions.ts";

interface BuildRowProps {
  build: BuildSummary;
  /** True for the build on the page. */
  shown: boolean;
  onDone: () => void;
  /** Its Dockerfile is wanted. */
  onText: (build: BuildSummary) => void;
}

/** One build of the list: opened by a click; it can be named, pinned, and compared, and its image get a tag or be deleted. */
export function BuildRow({ build, shown, onDone, onText }: BuildRowProps) {
  const [asking, setAsking] = useState<Asking>();
  const image = useBuildList((state) => (build.image ? state.images[build.image.id] : undefined));
  const { isReadOnly } = useReadOnly();
  const open = () => {
    void openFromList(build);
    onDone();
  };
  const actions = useBuildActions({ build, image, open, onDone, onText, onAsk: setAsking });
  const row = useRef<HTMLLIElement>(null);
  const end = () => {
    setAsking(undefined);
    // The answer is gone: the focus stays in the list.
    row.current?.querySelector("button")?.focus();
  };
  return (
    <li ref={row}>
      <div className={styles.line}>
        <button type="button" className={styles.open} aria-current={shown || undefined} onClick={open}>
          <BuildFacts build={build} image={image} />
        </button>
        {!isReadOnly && (
          <Menu
            align="end"
            trigger={<IconButton label={messages.actions(formatClock(build.createdAt, Date.now()))} icon="more" />}
            items={actions}
          />
        )}
      </div>
      {asking === "name" && (
        <LineForm
          label={messages.newName}
          confirm={messages.setName}
          maxLength={MAX_BUILD_NAME}
          initial={build.name ?? ""}
          onSubmit={(name) => setMarks(build.id, { name: name === "" ? null : name })}
          onEnd={end}
        />
      )}
      {image && asking === "tag" && (
        <LineForm
          label={messages.newTag}
          confirm={messages.addTag}
          maxLength={512}
          onSubmit={async (tag) => tag !== "" && addTag(image.id, tag)}
          onEnd={end}
        />
      )}
      {image && asking === "delete" && (
        <ConfirmLine
          question={messages.confirmDelete(image.tags.join(", "), sizeText(build, image))}
          confirm={messages.confirmed}
          onConfirm={() => void deleteImage(image.id).then(end)}
          onCancel={end}
        />
      )}
    </li>
  );
}
