import type { Command } from "../command/command.ts";
import { build } from "./build/build.ts";
import { builderList } from "./builder/list.ts";
import { containerCommit } from "./container/commit.ts";
import { containerDiff } from "./container/diff.ts";
import { containerExport } from "./container/export.ts";
import { containerInspect } from "./container/inspect.ts";
import { containerKill } from "./container/kill.ts";
import { containerList } from "./container/list.ts";
import { containerLogs } from "./container/logs.ts";
import { containerPause } from "./container/pause.ts";
import { containerPort } from "./container/port.ts";
import { containerPrune } from "./container/prune.ts";
import { containerRemove } from "./container/remove.ts";
import { containerRename } from "./container/rename.ts";
import { containerRestart } from "./container/restart.ts";
import { containerStats } from "./container/stats.ts";
import { containerStop } from "./container/stop.ts";
import { containerTop } from "./container/top.ts";
import { containerUnpause } from "./container/unpause.ts";
import { containerWait } from "./container/wait.ts";
import { containerCopy } from "./copy/copy.ts";
import { imageHistory } from "./image/history.ts";
import { imageImport } from "./image/import.ts";
import { imageInspect } from "./image/inspect.ts";
import { imageList } from "./image/list.ts";
import { imageLoad } from "./image/load.ts";
import { imagePrune } from "./image/prune.ts";
import { imageRemove } from "./image/remove.ts";
import { imageSave } from "./image/save.ts";
import { imageTag } from "./image/tag.ts";
import { containerAttach } from "./run/attach.ts";
import { containerCreate } from "./run/create.ts";
import { containerExec } from "./run/exec.ts";
import { containerRun } from "./run/run.ts";
import { containerStart } from "./run/start.ts";
import { diskUsage } from "./system/diskUsage.ts";
import { events } from "./system/events.ts";
import { info } from "./system/info.ts";
import { inspect } from "./system/inspect.ts";
import { systemPrune } from "./system/prune.ts";
import { version } from "./system/version.ts";
import { login } from "./transfer/login.ts";
import { logout } from "./transfer/logout.ts";
import { pull } from "./transfer/pull.ts";
import { push } from "./transfer/push.ts";
import { search } from "./transfer/search.ts";
import { volumeCreate } from "./volume/create.ts";
import { volumeInspect } from "./volume/inspect.ts";
import { volumeList } from "./volume/list.ts";
import { volumePrune } from "./volume/prune.ts";
import { volumeRemove } from "./volume/remove.ts";

/** Every docker command that is supported here, in the order of its help. */
export const COMMANDS: readonly Command[] = [
  containerRun,
  containerExec,
  containerList,
  build,
  builderList,
  pull,
  push,
  imageList,
  login,
  logout,
  search,
  version,
  info,
  containerAttach,
  containerCommit,
  containerCopy,
  containerCreate,
  containerDiff,
  events,
  containerExport,
  imageHistory,
  imageImport,
  inspect,
  containerKill,
  imageLoad,
  containerLogs,
  containerPause,
  containerPort,
  containerRename,
  containerRestart,
  containerRemove,
  imageRemove,
  imageSave,
  containerStart,
  containerStats,
  containerStop,
  imageTag,
  containerTop,
  containerUnpause,
  containerWait,
  containerInspect,
  containerPrune,
  imageInspect,
  imagePrune,
  volumeCreate,
  volumeInspect,
  volumeList,
  volumePrune,
  volumeRemove,
  diskUsage,
  systemPrune,
];
