/*
 * The root file system: an overlay of the unpacked layers, mounted inside the sandbox's own user and mount namespaces,
 * so that it is gone with them.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.h"

/*
 * All directories have the names that stage.c gives them: mount options are limited to one page, and ":" and "," have
 * a meaning there, so names must be short and plain.
 */
void overlay_mount(const struct strings *lower, const char *upper, const char *work, const char *target,
                   unsigned long flags) {
  char options[4000] = "userxattr,lowerdir=";
  size_t used = strlen(options);
  for (size_t i = 0; i < lower->count; i++) {
    used += (size_t)snprintf(options + used, sizeof options - used, "%s%s", i ? ":" : "", lower->items[i]);
    if (used >= sizeof options) fail("mount overlay", "too many layers");
  }
  if (!lower->count) { /* overlay needs one */
    if (mkdir("none", 0755) < 0) fail_errno("mount overlay", "make an empty layer");
    used += (size_t)snprintf(options + used, sizeof options - used, "none");
  }
  if (upper) used += (size_t)snprintf(options + used, sizeof options - used, ",upperdir=%s,workdir=%s", upper, work);
  if (used >= sizeof options) fail("mount overlay", "too many layers");
  /* Volatile: fsync does nothing and unmounting does not wait for the disk; the layer comes from the folder anyway. */
  char fast[sizeof options + 16];
  snprintf(fast, sizeof fast, "%s,volatile", options);
  if (upper && mount("overlay", target, "overlay", flags, fast) == 0) return;
  if (mount("overlay", target, "overlay", flags, options) < 0) fail_errno("mount overlay", "%zu layers", lower->count);
}

int rootfs_mount(const struct spec *spec) {
  if (mkdir("root", 0755) < 0) fail_errno("mount overlay", "make the root");
  overlay_mount(&spec->lower, spec->upper, spec->work, "root", MS_NODEV);
  int root = open("root", O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) fail_errno("mount", "open the root");
  return root;
}

void rootfs_seal(int root) { restrict_mount(root, MS_RDONLY); }

void rootfs_pivot(int root) {
  if (fchdir(root) < 0) fail_errno("pivot root", "enter");
  /* The old root lands on top of the new one and is unmounted. */
  if (syscall(SYS_pivot_root, ".", ".") < 0) fail_errno("pivot root", "pivot_root");
  if (umount2(".", MNT_DETACH) < 0) fail_errno("pivot root", "leave the old root");
  if (chdir("/") < 0) fail_errno("pivot root", "enter /");
}
