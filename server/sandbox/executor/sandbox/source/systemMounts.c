/* /proc, /dev, and /sys as runc mounts them for BuildKit's containers, hiding the parts that Docker hides. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "sandbox.h"

#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif
#ifndef AT_RECURSIVE
#define AT_RECURSIVE 0x8000
#endif

static const char *const hidden_in_proc[] = {"acpi", "asound",      "interrupts",  "kcore",       "keys",
                                             "latency_stats", "sched_debug", "scsi", "timer_list", "timer_stats"};
static const char *const hidden_in_sys[] = {"firmware", "devices/virtual/powercap"};
static const char *const read_only_in_proc[] = {"bus", "fs", "irq", "sys", "sysrq-trigger"};
static const char *const devices[] = {"null", "zero", "full", "random", "urandom", "tty"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A remount of a bind mount must repeat the mount's flags, or it is refused in a user namespace. */
void restrict_mount(int target, unsigned long more) {
  struct statvfs about;
  if (fstatvfs(target, &about) < 0) fail_errno("mount", "read the flags of a mount");
  unsigned long flags = about.f_flag & (MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOATIME | MS_NODIRATIME);
  if (about.f_flag & 4096) flags |= MS_RELATIME;
  if (about.f_flag & ST_RDONLY) flags |= MS_RDONLY;
  if (mount(NULL, fd_path(target), NULL, MS_REMOUNT | MS_BIND | flags | more, NULL) < 0)
    fail_errno("mount", "restrict a mount");
}

static void hide(int parent, const char *name) {
  int target = openat(parent, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (target < 0) return;
  struct stat about;
  if (fstat(target, &about) < 0) fail_errno("mount", "look at %s", name);
  int hidden = S_ISDIR(about.st_mode)
                   ? mount("tmpfs", fd_path(target), "tmpfs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=4k,nr_inodes=1")
                   : mount("/dev/null", fd_path(target), NULL, MS_BIND, NULL);
  if (hidden < 0) fail_errno("mount", "hide %s", name);
  close(target);
}

static void bind_read_only(int parent, const char *name) {
  int target = openat(parent, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (target < 0) return;
  if (mount(fd_path(target), fd_path(target), NULL, MS_BIND, NULL) < 0) fail_errno("mount", "bind %s", name);
  close(target);
  target = openat(parent, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (target < 0) fail_errno("mount", "open %s", name);
  restrict_mount(target, MS_RDONLY);
  close(target);
}

static void mount_proc(int root, const char *user_namespaces) {
  int target = open_mount_point(root, "/proc", true, false);
  if (mount("proc", fd_path(target), "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0) fail_errno("mount proc", "/proc");
  close(target);
  int proc = open_in_root(root, "/proc", O_PATH | O_DIRECTORY | O_NOFOLLOW);
  if (proc < 0) fail_errno("mount point", "/proc");
  /* No process gains capabilities by creating a user namespace; the limit covers all below this one. */
  int limit = openat(proc, "sys/user/max_user_namespaces", O_WRONLY | O_CLOEXEC);
  if (limit < 0 || write(limit, user_namespaces, strlen(user_namespaces)) < 1) fail_errno("mount proc", "forbid user namespaces");
  close(limit);
  for (size_t i = 0; i < COUNT(read_only_in_proc); i++) bind_read_only(proc, read_only_in_proc[i]);
  for (size_t i = 0; i < COUNT(hidden_in_proc); i++) hide(proc, hidden_in_proc[i]);
  close(proc);
}

static void add_device(int dev, const char *name) {
  char host[32];
  snprintf(host, sizeof host, "/dev/%s", name);
  if (access(host, F_OK) < 0) return;
  if (mknodat(dev, name, S_IFREG | 0666, 0) < 0) fail_errno("mount dev", "make %s", name);
  int target = openat(dev, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (mount(host, fd_path(target), NULL, MS_BIND, NULL) < 0) fail_errno("mount dev", "bind %s", name);
  close(target);
}

static void mount_in_dev(int dev, const char *name, mode_t mode, const char *type, unsigned long flags, const char *options,
                         const char *other_options) {
  if (mkdirat(dev, name, mode) < 0) fail_errno("mount dev", "make %s", name);
  int target = openat(dev, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  int mounted = mount(type, fd_path(target), type, flags, options);
  if (mounted < 0 && other_options) mounted = mount(type, fd_path(target), type, flags, other_options);
  if (mounted < 0 && errno != ENODEV) fail_errno("mount dev", "/dev/%s", name);
  close(target);
}

static void mount_dev(int root) {
  int target = open_mount_point(root, "/dev", true, false);
  if (mount("tmpfs", fd_path(target), "tmpfs", MS_NOSUID | MS_STRICTATIME, "mode=755,size=65536k") < 0)
    fail_errno("mount dev", "/dev");
  close(target);
  int dev = open_in_root(root, "/dev", O_PATH | O_DIRECTORY); /* a link in the image resolves to the same place again */
  if (dev < 0) fail_errno("mount dev", "open /dev");
  for (size_t i = 0; i < COUNT(devices); i++) add_device(dev, devices[i]);
  /* Group 5 is tty in every distribution; if it is not mapped, the terminals are root's. */
  mount_in_dev(dev, "pts", 0755, "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,mode=0620,gid=5",
               "newinstance,ptmxmode=0666,mode=0620");
  mount_in_dev(dev, "shm", 01777, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "mode=1777,size=65536k", NULL);
  mount_in_dev(dev, "mqueue", 01777, "mqueue", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL, NULL);
  static const char *const links[][2] = {{"/proc/self/fd", "fd"},
                                         {"/proc/self/fd/0", "stdin"},
                                         {"/proc/self/fd/1", "stdout"},
                                         {"/proc/self/fd/2", "stderr"},
                                         {"pts/ptmx", "ptmx"}};
  for (size_t i = 0; i < COUNT(links); i++)
    if (symlinkat(links[i][0], dev, links[i][1]) < 0) fail_errno("mount dev", "link %s", links[i][1]);
  close(dev);
}

/* The host's own, if a new one is not allowed (the host's network): only if every mount below is read-only too. */
static bool bind_host_sys(int target) {
  struct { uint64_t set, clear, propagation, user_ns; } attributes = {.set = 1 | 2 | 4 | 8}; /* ro nosuid nodev noexec */
  int tree = (int)syscall(428 /* open_tree */, AT_FDCWD, "/sys", 1 /* OPEN_TREE_CLONE */ | AT_RECURSIVE | O_CLOEXEC);
  if (tree < 0) return false;
  bool done = syscall(SYS_mount_setattr, tree, "", AT_EMPTY_PATH | AT_RECURSIVE, &attributes, sizeof attributes) == 0 &&
              syscall(429 /* move_mount */, tree, "", target, "", 0x04 | 0x40 /* both by descriptor */) == 0;
  close(tree);
  return done;
}

static void mount_sys(int root) {
  int target = open_mount_point(root, "/sys", true, false);
  unsigned long flags = MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC;
  bool own = mount("sysfs", fd_path(target), "sysfs", flags, NULL) == 0;
  bool there = own || bind_host_sys(target);
  close(target);
  if (!there) return; /* an empty /sys: less, never more */
  int sys = open_in_root(root, "/sys", O_PATH | O_DIRECTORY | O_NOFOLLOW);
  if (sys < 0) fail_errno("mount point", "/sys");
  for (size_t i = 0; i < COUNT(hidden_in_sys); i++) hide(sys, hidden_in_sys[i]);
  struct statfs about;
  int cgroup = openat(sys, "fs/cgroup", O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  /* The container's own group, if the machine has one hierarchy; programs read their limits there. */
  if (own && cgroup >= 0 && statfs("/sys/fs/cgroup", &about) == 0 && about.f_type == 0x63677270)
    (void)!mount("cgroup2", fd_path(cgroup), "cgroup2", flags, NULL);
  if (cgroup >= 0) close(cgroup);
  close(sys);
}

/* With one id, a command may need a namespace to wear another number in (identity.c); a container's execs do too. */
static const char *user_namespaces(const struct spec *spec, bool single_id) {
  if (!single_id) return "0";
  return spec->container ? "500" : spec->uid ? "1" : "0";
}

void system_mounts(int root, const struct spec *spec, bool single_id) {
  mount_proc(root, user_namespaces(spec, single_id));
  mount_dev(root);
  mount_sys(root);
}
