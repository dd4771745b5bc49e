import { lazy, type ReactNode, Suspense } from "react";
import { BuildsMenu } from "../features/builds/BuildsMenu.tsx";
import { EarlierBuildNote } from "../features/builds/EarlierBuildNote.tsx";
import { ConsoleMark } from "../features/console/ConsoleMark.tsx";
import { ConsolePane } from "../features/console/ConsolePane.tsx";
import { ConsoleTools } from "../features/console/ConsoleTools.tsx";
import { ContainerDialogs } from "../features/containers/ContainerDialogs.tsx";
import { ContainerList } from "../features/containers/ContainerList.tsx";
import { RunButton } from "../features/containers/RunButton.tsx";
import { EditorPane } from "../features/editor/EditorPane.tsx";
import { FilesPane } from "../features/files/FilesPane.tsx";
import { Foot } from "../features/foot/Foot.tsx";
import { HistoryPane } from "../features/history/HistoryPane.tsx";
import { ImageFilesPane } from "../features/imageFiles/ImageFilesPane.tsx";
import { ImageOrigin, WithImageOrigin } from "../features/imageOrigin/ImageOrigin.tsx";
import { ImagesDialog } from "../features/images/ImagesDialog.tsx";
import { OpenedImageNote } from "../features/images/OpenedImageNote.tsx";
import { InspectPane } from "../features/inspect/InspectPane.tsx";
import { PageKeys } from "../features/keys/PageKeys.tsx";
import { SkipLink } from "../features/keys/SkipLink.tsx";
import { LayersPane } from "../features/layers/LayersPane.tsx";
import { LearnMenu } from "../features/learn/LearnMenu.tsx";
import { LiveLine } from "../features/live/LiveLine.tsx";
import { LiveSwitch } from "../features/live/LiveSwitch.tsx";
import { LogPane } from "../features/log/LogPane.tsx";
import { LogSummary } from "../features/log/LogSummary.tsx";
import { LookingLine } from "../features/looking/LookingLine.tsx";
import { NoticeLine } from "../features/notices/NoticeLine.tsx";
import { ProblemsPane } from "../features/problems/ProblemsPane.tsx";
import { DropTarget } from "../features/project/DropTarget.tsx";
import { RoomPart } from "../features/room/RoomPart.tsx";
import { ConflictBanner } from "../features/saving/ConflictBanner.tsx";
import { SeamsColumn } from "../features/seams/SeamsColumn.tsx";
import { ShareButton } from "../features/share/ShareButton.tsx";
import { SharedBanner } from "../features/share/SharedBanner.tsx";
import { TeachPart } from "../features/teach/TeachPart.tsx";
import { TopBar } from "../features/topbar/TopBar.tsx";
import { WorkspaceMenu } from "../features/workspaces/WorkspaceMenu.tsx";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";

const guarded = (name: string, content: ReactNode) => <ErrorBoundary name={name}>{content}</ErrorBoundary>;
const ofImage = (name: string, content: ReactNode) => guarded(name, <WithImageOrigin>{content}</WithImageOrigin>);

const late = (content: ReactNode) => <Suspense>{content}</Suspense>;

/** Lessons are loaded once there is one on the page. */
const LessonPane = lazy(() => import("../features/lessons/LessonPane.tsx").then((it) => ({ default: it.LessonPane })));
const LessonStrip = lazy(() =>
  import("../features/lessons/LessonStrip.tsx").then((it) => ({ default: it.LessonStrip })),
);
const LessonDialog = lazy(() =>
  import("../features/lessons/LessonDialog.tsx").then((it) => ({ default: it.LessonDialog })),
);

/** Every pane, each in its own error boundary. The layouts place them. */
export const pane = {
  topBar: (props: { compact: boolean; phone: boolean }) =>
    guarded(
      "The top bar",
      <TopBar
        {...props}
        workspace={<WorkspaceMenu />}
        learn={<LearnMenu />}
        live={<LiveSwitch />}
        share={<ShareButton />}
      />,
    ),
  banner: () =>
    guarded(
      "The banner",
      <>
        <SharedBanner />
        <LookingLine />
        <ConflictBanner />
      </>,
    ),
  files: (props: Parameters<typeof FilesPane>[0] = {}) => guarded("The file list", <FilesPane {...props} />),
  lesson: () => guarded("The lesson", late(<LessonPane />)),
  lessonStrip: () => guarded("The lesson", late(<LessonStrip />)),
  lessonDialog: () => guarded("The lesson", late(<LessonDialog />)),
  editor: () => guarded("The editor", <EditorPane />),
  seams: () => guarded("The seams", <SeamsColumn />),
  layers: () =>
    guarded("The layers", <LayersPane builds={<BuildsMenu />} run={<RunButton />} origin={<ImageOrigin />} />),
  earlierBuild: () =>
    guarded(
      "The note on the build shown",
      <>
        <EarlierBuildNote />
        <OpenedImageNote />
      </>,
    ),
  images: () => guarded("The images", <ImagesDialog />),
  imageFiles: () => ofImage("The image files", <ImageFilesPane />),
  history: () => ofImage("The history", <HistoryPane />),
  inspect: () => ofImage("The inspect pane", <InspectPane />),
  log: () => guarded("The log", <LogPane />),
  logSummary: () => guarded("The log summary", <LogSummary />),
  problems: () => guarded("The problems", <ProblemsPane />),
  console: () => guarded("The console", <ConsolePane containers={<ContainerList />} />),
  consoleMark: () => guarded("The mark of running containers", <ConsoleMark />),
  consoleTools: () => guarded("The console's tools", <ConsoleTools />),
  containerDialogs: () => guarded("The container dialogs", <ContainerDialogs />),
  teach: () => guarded("The dialog to teach", <TeachPart />),
  dropTarget: () => guarded("The drop target", <DropTarget />),
  keys: () => guarded("The keys", <PageKeys />),
  skipLink: () => guarded("The skip link", <SkipLink />),
  foot: (props: { phone: boolean }) =>
    guarded(
      "The status bar",
      <Foot
        {...props}
        live={<LiveLine />}
        notice={guarded("The notifications", <NoticeLine />)}
        room={guarded("The room", <RoomPart {...props} />)}
      />,
    ),
} as const;
