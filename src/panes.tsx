import type { ReactNode } from "react";
import { EditorPane } from "./features/editor/EditorPane.tsx";
import { ExamplesMenu } from "./features/examples/ExamplesMenu.tsx";
import { FilesPane } from "./features/files/FilesPane.tsx";
import { Foot } from "./features/foot/Foot.tsx";
import { NoticeList } from "./features/notices/NoticeList.tsx";
import { ConflictBanner } from "./features/saving/ConflictBanner.tsx";
import { TopBar } from "./features/topbar/TopBar.tsx";
import { EmptyState } from "./ui/EmptyState.tsx";
import { ErrorBoundary } from "./ui/ErrorBoundary.tsx";

const guarded = (name: string, content: ReactNode) => <ErrorBoundary name={name}>{content}</ErrorBoundary>;

/** Every pane of the page, each behind its own error boundary; the layouts place them. */
export const pane = {
  topBar: (props: { compact: boolean; phone: boolean }) =>
    guarded("The top bar", <TopBar {...props} examples={<ExamplesMenu />} />),
  banner: () => guarded("The banner", <ConflictBanner />),
  files: () => guarded("The list of files", <FilesPane />),
  editor: () => guarded("The editor", <EditorPane />),
  seams: () => guarded("The seams", null),
  layers: () =>
    guarded(
      "The layers",
      <EmptyState title="No image yet">Press Build to see the layers of this Dockerfile.</EmptyState>,
    ),
  imageFiles: () =>
    guarded(
      "The files of the image",
      <EmptyState title="No image yet">Press Build to see the files of the image.</EmptyState>,
    ),
  history: () => guarded("The history", <EmptyState title="No image yet">Press Build to see its history.</EmptyState>),
  inspect: () =>
    guarded("The inspect view", <EmptyState title="No image yet">Press Build to inspect the image.</EmptyState>),
  log: () =>
    guarded("The log", <EmptyState title="Nothing was built yet">Press Build to see what it does.</EmptyState>),
  problems: () => guarded("The problems", null),
  foot: (props: { phone: boolean }) => guarded("The foot", <Foot {...props} />),
  notices: () => guarded("Notices", <NoticeList />),
} as const;
