import { cat } from "./cat.ts";
import { cd } from "./cd.ts";
import { chmod } from "./chmod.ts";
import { clear } from "./clear.ts";
import { cp } from "./cp.ts";
import { echo } from "./echo.ts";
import { env } from "./env.ts";
import { exit } from "./exit.ts";
import { exportVariables } from "./exportVariables.ts";
import { fail } from "./fail.ts";
import { grep } from "./grep.ts";
import { head } from "./head.ts";
import { help } from "./help.ts";
import { history } from "./history.ts";
import { ls } from "./ls.ts";
import { mkdir } from "./mkdir.ts";
import { mv } from "./mv.ts";
import { pwd } from "./pwd.ts";
import { rm } from "./rm.ts";
import { rmdir } from "./rmdir.ts";
import { sleep } from "./sleep.ts";
import { succeed } from "./succeed.ts";
import { tail } from "./tail.ts";
import { touch } from "./touch.ts";
import { tree } from "./tree.ts";
import { unset } from "./unset.ts";
import { wc } from "./wc.ts";
import { which } from "./which.ts";
import type { Word } from "./word.ts";

const ALL: readonly Word[] = [
  cat,
  cd,
  chmod,
  clear,
  cp,
  echo,
  env,
  exit,
  exportVariables,
  fail,
  grep,
  head,
  help,
  history,
  ls,
  mkdir,
  mv,
  pwd,
  rm,
  rmdir,
  sleep,
  succeed,
  tail,
  touch,
  tree,
  unset,
  wc,
  which,
];

/** The words of the shell, by name. */
export const WORDS: ReadonlyMap<string, Word> = new Map(ALL.map((word) => [word.name, word]));
