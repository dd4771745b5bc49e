/*
 * The root file system: an overlay of the unpacked layers, mounted inside the sandbox's own user and mount namespaces,
 * so that it is gone with them.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.h"

static void make_directory(const char *path) {
  if (mkdir(path, 0755) < 0 && errno != EEXIST) fail_errno("mount overlay", "make %s", path);
}

static void short_name(const char *name, const char *target) {
  if (symlink(target, name) < 0) fail_errno("mount overlay", "name %s", target);
}

static void append(char *options, size_t room, const char *format, const char *prefix, size_t number) {
  size_t used = strlen(options);
  if (snprintf(options + used, room - used, format, prefix, number) >= (int)(room - used))
    fail("mount overlay", "too many layers");
}

/*
 * Mount options are bounded to one page and give ":" and "," a meaning, so each directory gets a short name: a symlink
 * in the staging directory, which is where we are. `prefix` keeps the names of several overlays apart.
 */
void overlay_mount(const struct strings *lower, const char *upper, const char *work, const char *target,
                   const char *prefix) {
  char options[4000] = "userxattr", name[64];
  for (size_t i = 0; i < lower->count; i++) {
    snprintf(name, sizeof name, "%s%zu", prefix, i);
    short_name(name, lower->items[i]);
    append(options, sizeof options, i ? ":%s%zu" : ",lowerdir=%s%zu", prefix, i);
  }
  if (!lower->count) { /* overlay needs one */
    snprintf(name, sizeof name, "%s0", prefix);
    make_directory(name);
    append(options, sizeof options, ",lowerdir=%s%zu", prefix, 0);
  }
  if (upper) {
    snprintf(name, sizeof name, "%su", prefix);
    short_name(name, upper);
    snprintf(name, sizeof name, "%sw", prefix);
    short_name(name, work);
    size_t used = strlen(options);
    snprintf(options + used, sizeof options - used, ",upperdir=%su,workdir=%sw", prefix, prefix);
  }
  /* Volatile: fsync does nothing and the end does not wait for the disk; a layer is made from the directory anyway. */
  char fast[sizeof options + 16];
  snprintf(fast, sizeof fast, "%s,volatile", options);
  if (upper && mount("overlay", target, "overlay", 0, fast) == 0) return;
  if (mount("overlay", target, "overlay", 0, options) < 0) fail_errno("mount overlay", "%zu layers", lower->count);
}

int rootfs_mount(const struct spec *spec) {
  /* What we mount must not show outside, whatever the host's propagation is. */
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) fail_errno("mount", "make mounts private");
  char stage[PATH_MAX], work[PATH_MAX];
  if (snprintf(stage, sizeof stage, "%s/stage", spec->work) >= (int)sizeof stage) fail("spec", "path too long");
  snprintf(work, sizeof work, "%s/work", spec->work);
  make_directory(stage);
  make_directory(work);
  if (mount("stage", stage, "tmpfs", MS_NOSUID | MS_NODEV, "mode=755,size=64m") < 0) fail_errno("mount", "staging tmpfs");
  if (chdir(stage) < 0) fail_errno("mount", "enter staging");
  make_directory("root");
  overlay_mount(&spec->lower, spec->upper, work, "root", "l");
  int root = open("root", O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) fail_errno("mount", "open the root");
  return root;
}

void rootfs_pivot(int root) {
  if (fchdir(root) < 0) fail_errno("pivot root", "enter");
  /* The old root lands on top of the new one and is let go. */
  if (syscall(SYS_pivot_root, ".", ".") < 0) fail_errno("pivot root", "pivot_root");
  if (umount2(".", MNT_DETACH) < 0) fail_errno("pivot root", "leave the old root");
  if (chdir("/") < 0) fail_errno("pivot root", "enter /");
}
