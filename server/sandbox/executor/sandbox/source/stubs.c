/*
 * Mount points that were created for a run and are still empty are removed from the layer again, keeping the times of
 * their directory, as in BuildKit (executor/stubs.go).
 */
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.h"

static void remove_stub(int upper, const char *path) {
  char parent_path[PATH_MAX];
  snprintf(parent_path, sizeof parent_path, ".%s", path);
  char *slash = strrchr(parent_path, '/');
  *slash = 0;
  const char *name = slash + 1;
  struct open_how how = {.flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC, .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
  int parent = (int)syscall(SYS_openat2, upper, parent_path, &how, sizeof how);
  if (parent < 0) return;
  struct stat stub, before;
  if (fstatat(parent, name, &stub, AT_SYMLINK_NOFOLLOW) == 0 && fstat(parent, &before) == 0) {
    int removed = -1;
    if (S_ISDIR(stub.st_mode)) removed = unlinkat(parent, name, AT_REMOVEDIR); /* fails if it is not empty */
    else if (S_ISREG(stub.st_mode) && stub.st_size == 0) removed = unlinkat(parent, name, 0);
    struct timespec times[2] = {before.st_atim, before.st_mtim};
    if (removed == 0) futimens(parent, times);
  }
  close(parent);
}

void stubs_remove(int upper, const struct strings *stubs) {
  for (size_t i = stubs->count; i-- > 0;) remove_stub(upper, stubs->items[i]);
}
