import type { ComponentProps, ReactNode } from "react";
import { EditorPane } from "../features/editor/EditorPane.tsx";
import { SkipLink } from "../features/keys/SkipLink.tsx";
import { LearnMenu } from "../features/learn/LearnMenu.tsx";
import { LiveSwitch } from "../features/live/LiveSwitch.tsx";
import { NoticeLine } from "../features/notices/NoticeLine.tsx";
import { ShareButton } from "../features/share/ShareButton.tsx";
import { TopBar } from "../features/topbar/TopBar.tsx";
import { WorkspaceMenu } from "../features/workspaces/WorkspaceMenu.tsx";
import type { PlacedTree } from "../state/entries/placedTree.ts";
import { showImageSearch } from "../state/imageFile/searchShown.ts";
import { askAboutLesson } from "../state/lessons/lessonShown.ts";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import { late, lateAbove, lateAside, lateOr } from "../ui/late.tsx";

const guarded = (name: string, content: ReactNode) => <ErrorBoundary name={name}>{content}</ErrorBoundary>;
const ofImage = (name: string, content: ReactNode) => guarded(name, <WithImageOrigin>{content}</WithImageOrigin>);

/** The shell and the editor come first; these are loaded when they are drawn, the rest once the page is up. */
const BuildsMenu = lateAside(() => import("../features/builds/BuildsMenu.tsx").then((it) => it.BuildsMenu));
const CommandsButton = lateAside(() =>
  import("../features/commands/CommandsButton.tsx").then((it) => it.CommandsButton),
);
const ComparePane = late(() => import("../features/compare/ComparePane.tsx").then((it) => it.ComparePane));
const ConflictBanner = lateAside(() => import("../features/saving/ConflictBanner.tsx").then((it) => it.ConflictBanner));
const ConsoleMark = lateAside(() => import("../features/console/ConsoleMark.tsx").then((it) => it.ConsoleMark));
const ConsoleView = late(() => import("../features/console/ConsoleView.tsx").then((it) => it.ConsoleView));
const TerminalTools = lateAside(() => import("../features/console/TerminalTools.tsx").then((it) => it.TerminalTools));
const ContainerDialogs = lateAside(() =>
  import("../features/containers/ContainerDialogs.tsx").then((it) => it.ContainerDialogs),
);
const ContainerRows = late(() => import("../features/containers/ContainerRows.tsx").then((it) => it.ContainerRows));
const DropTarget = lateAside(() => import("../features/project/DropTarget.tsx").then((it) => it.DropTarget));
const EarlierBuildNote = lateAside(() =>
  import("../features/builds/EarlierBuildNote.tsx").then((it) => it.EarlierBuildNote),
);
const Filmstrip = lateAside(() => import("../features/filmstrip/Filmstrip.tsx").then((it) => it.Filmstrip));
// Without a connection it may not arrive, and the notice is likely to be about that.
const Foot = lateOr(
  () => import("../features/foot/Foot.tsx").then((it) => it.Foot),
  ({ notice }) => notice,
);
const ImageOrigin = lateAside(() => import("../features/imageOrigin/ImageOrigin.tsx").then((it) => it.ImageOrigin));
const PlatformSwitch = lateAside(() =>
  import("../features/imageOrigin/PlatformSwitch.tsx").then((it) => it.PlatformSwitch),
);
const RoomPart = lateAside(() => import("../features/room/RoomPart.tsx").then((it) => it.RoomPart));
const WithImageOrigin = late(() => import("../features/imageOrigin/ImageOrigin.tsx").then((it) => it.WithImageOrigin));
const FilesPane = late(() => import("../features/files/FilesPane.tsx").then((it) => it.FilesPane));
const HistoryPane = late(() => import("../features/history/HistoryPane.tsx").then((it) => it.HistoryPane));
const ImageFilesPane = late(() => import("../features/imageFiles/ImageFilesPane.tsx").then((it) => it.ImageFilesPane));
const ImagesDialog = lateAside(() => import("../features/images/ImagesDialog.tsx").then((it) => it.ImagesDialog));
const InspectPane = late(() => import("../features/inspect/InspectPane.tsx").then((it) => it.InspectPane));
const LayersPane = late(() => import("../features/layers/LayersPane.tsx").then((it) => it.LayersPane));
const LessonDialog = lateAbove(
  () => import("../features/lessons/LessonDialog.tsx").then((it) => it.LessonDialog),
  () => askAboutLesson(undefined),
);
const LessonPane = late(() => import("../features/lessons/LessonPane.tsx").then((it) => it.LessonPane));
const LessonStrip = lateAside(() => import("../features/lessons/LessonStrip.tsx").then((it) => it.LessonStrip));
const LiveLine = lateAside(() => import("../features/live/LiveLine.tsx").then((it) => it.LiveLine));
const LogPane = late(() => import("../features/log/LogPane.tsx").then((it) => it.LogPane));
const LogSummary = lateAside(() => import("../features/log/LogSummary.tsx").then((it) => it.LogSummary));
const LookingLine = lateAside(() => import("../features/looking/LookingLine.tsx").then((it) => it.LookingLine));
const OpenedImageNote = lateAside(() =>
  import("../features/images/OpenedImageNote.tsx").then((it) => it.OpenedImageNote),
);
const PageKeys = lateAside(() => import("../features/keys/PageKeys.tsx").then((it) => it.PageKeys));
const ProblemsPane = late(() => import("../features/problems/ProblemsPane.tsx").then((it) => it.ProblemsPane));
const RunButton = lateAside(() => import("../features/containers/RunButton.tsx").then((it) => it.RunButton));
const SeamsColumn = lateAside(() => import("../features/seams/SeamsColumn.tsx").then((it) => it.SeamsColumn));
const SharedBanner = lateAside(() => import("../features/share/SharedBanner.tsx").then((it) => it.SharedBanner));
const WastePart = lateAside(() => import("../features/waste/WastePart.tsx").then((it) => it.WastePart));
const TeachPart = lateAside(() => import("../features/teach/TeachPart.tsx").then((it) => it.TeachPart));

/** Files, wherever they are listed. */
const EntriesTree = late(() => import("../features/entries/EntriesTree.tsx").then((it) => it.EntriesTree));
const entriesTree = (wanted: PlacedTree) => <EntriesTree {...wanted} />;

const ImageMapView = late(() => import("../features/imageMap/ImageMapView.tsx").then((it) => it.ImageMapView));
const imageMap = (image: ComponentProps<typeof ImageMapView>["image"]) => <ImageMapView key={image} image={image} />;

/** One file of the image, and the search for one: loaded once somebody looks. */
const ImageFilePanel = late(() => import("../features/imageFile/ImageFilePanel.tsx").then((it) => it.ImageFilePanel));
const SearchDialog = lateAbove(
  () => import("../features/imageFile/SearchDialog.tsx").then((it) => it.SearchDialog),
  () => showImageSearch(false),
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
  files: (props: ComponentProps<typeof FilesPane> = {}) => guarded("The file list", <FilesPane {...props} />),
  lesson: () => guarded("The lesson", <LessonPane />),
  lessonStrip: () => guarded("The lesson", <LessonStrip />),
  lessonDialog: () => guarded("The lesson", <LessonDialog />),
  editor: () => guarded("The editor", <EditorPane />),
  seams: () => guarded("The seams", <SeamsColumn />),
  layers: () =>
    guarded(
      "The layers",
      <LayersPane
        builds={<BuildsMenu />}
        run={<RunButton />}
        origin={<ImageOrigin />}
        platform={<PlatformSwitch />}
        tree={entriesTree}
        filmstrip={<Filmstrip />}
      />,
    ),
  earlierBuild: () =>
    guarded(
      "The note on the build shown",
      <>
        <EarlierBuildNote />
        <OpenedImageNote />
      </>,
    ),
  images: () => guarded("The images", <ImagesDialog />),
  imageFiles: () =>
    ofImage("The image files", <ImageFilesPane tree={entriesTree} file={<ImageFilePanel />} map={imageMap} />),
  imageSearch: () => guarded("The search in the image", <SearchDialog />),
  history: () => ofImage("The history", <HistoryPane />),
  inspect: () => ofImage("The inspect pane", <InspectPane />),
  compare: () => guarded("The comparison", <ComparePane />),
  commands: (props: ComponentProps<typeof CommandsButton>) => guarded("The commands", <CommandsButton {...props} />),
  log: () => guarded("The log", <LogPane />),
  logSummary: () => guarded("The log summary", <LogSummary />),
  problems: () => guarded("The problems", <ProblemsPane />),
  console: () => guarded("The console", <ConsoleView containers={<ContainerRows />} />),
  consoleMark: () => guarded("The mark of running containers", <ConsoleMark />),
  consoleTools: () => guarded("The console's tools", <TerminalTools />),
  containerDialogs: () => guarded("The container dialogs", <ContainerDialogs />),
  waste: () => guarded("The waste", <WastePart />),
  teach: () => guarded("The dialog to teach", <TeachPart />),
  dropTarget: () => guarded("The drop target", <DropTarget />),
  keys: () => guarded("The keys", <PageKeys />),
  skipLink: () => guarded("The skip link", <SkipLink />),
  foot: (props: { phone: boolean }) =>
    guarded(
      "The status bar",
      <Foot
        {...props}
        live={<LiveLine {...props} />}
        notice={guarded("The notifications", <NoticeLine />)}
        room={guarded("The room", <RoomPart {...props} />)}
      />,
    ),
} as const;
