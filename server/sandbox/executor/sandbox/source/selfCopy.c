/*
 * The helper runs from a sealed copy of itself in memory. A command can make the process that starts it execute
 * /proc/self/exe (as its path, or as the interpreter of a script), and then has our program as its own /proc/PID/exe: of
 * an ordinary user it would be a file that the sandbox's root may write, or at least change the mode of.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.h"

#ifndef MFD_EXEC
#define MFD_EXEC 0x10
#endif

enum { SEALS = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE };
static const char name[] = "strata-sandbox";

/* Kernels before 6.3 do not know MFD_EXEC; later ones may want it. */
static int make_file(void) {
  int copy = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_EXEC);
  return copy < 0 && errno == EINVAL ? memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING) : copy;
}

static void fill(int copy, int original) {
  struct stat about;
  if (fstat(original, &about) < 0) fail_errno("start", "look at the helper");
  for (off_t at = 0; at < about.st_size;)
    if (sendfile(copy, original, &at, (size_t)(about.st_size - at)) <= 0) fail_errno("start", "copy the helper");
  if (fcntl(copy, F_ADD_SEALS, SEALS) < 0) fail_errno("start", "seal the helper's copy");
}

void run_from_copy(char **argv) {
  int original = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  if (original < 0) fail_errno("start", "open the helper");
  int seals = fcntl(original, F_GET_SEALS); /* -1: a file on the disk */
  if (seals < 0 || (seals & SEALS) != SEALS) {
    int copy = make_file();
    /* A machine may forbid it (vm.memfd_noexec). With ids of their own, sandboxes have no rights to any file of ours. */
    if (copy < 0 && errno == EACCES && sandbox_ids.count) {
      close(original);
      return;
    }
    if (copy < 0) fail_errno("start", "make a file in memory");
    fill(copy, original);
    syscall(SYS_execveat, copy, "", argv, environ, AT_EMPTY_PATH);
    fail_errno("start", "execute the helper's copy");
  }
  close(original);
  prctl(PR_SET_NAME, name);
}
