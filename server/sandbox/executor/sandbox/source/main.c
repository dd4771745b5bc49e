/* strata-sandbox: what Node can't do for a RUN. See README.md. */
#include <stdio.h>
#include <string.h>

#include "sandbox.h"

static int usage(void) {
  fputs("usage: strata-sandbox [--ids FIRST:COUNT] enter -- COMMAND... | run | exec | scan [--live] DIR | unpack TAR DIR | place TAR WHERE... | remove DIR... | "
        "measure DIR | sweep | leave GROUP... | about\n", stderr);
  return 64;
}

int main(int argc, char **argv) {
  char **whole = argv;
  if (argc > 2 && !strcmp(argv[1], "--ids")) {
    if (!idmap_read(argv[2])) return usage();
    argc -= 2;
    argv += 2;
  }
  if (argc < 2) return usage();
  const char *command = argv[1];
  argc -= 2;
  argv += 2;
  if (!strcmp(command, "run")) {
    run_from_copy(whole);
    return run_main();
  }
  if (!strcmp(command, "exec")) return exec_main();
  if (!strcmp(command, "enter")) return enter_main(argc, argv);
  if (!strcmp(command, "scan")) return scan_main(argc, argv);
  if (!strcmp(command, "unpack")) return unpack_main(argc, argv);
  if (!strcmp(command, "place")) return place_main(argc, argv);
  if (!strcmp(command, "remove")) return remove_main(argc, argv);
  if (!strcmp(command, "measure")) return measure_main(argc, argv);
  if (!strcmp(command, "sweep")) return sweep_main();
  if (!strcmp(command, "leave")) return leave_main(argc, argv);
  if (!strcmp(command, "about")) return about_main();
  return usage();
}
