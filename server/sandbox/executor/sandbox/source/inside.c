/* The child, from entering its new namespaces until it executes the command. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.h"

static void become_root(const struct cgroup *cgroup, int go_fd) {
  char go;
  if (read(go_fd, &go, 1) != 1) _exit(125); /* the guard failed and has said why */
  close(go_fd);
  if (setresgid(0, 0, 0) < 0 || setresuid(0, 0, 0) < 0) fail_errno("map ids", "become root of the namespace");
  setsid();
  cgroup_enter(cgroup, false);
  /* After joining our cgroup, so that this is the root that the command sees. */
  if (unshare(CLONE_NEWCGROUP) < 0 && errno != EINVAL) fail_errno("make namespaces", "cgroup");
}

static void set_limit(int resource, rlim_t soft, rlim_t hard) {
  struct rlimit now, next = {soft, hard};
  if (getrlimit(resource, &now) < 0) return;
  if (next.rlim_max > now.rlim_max) next.rlim_max = now.rlim_max;
  if (next.rlim_cur > next.rlim_max) next.rlim_cur = next.rlim_max;
  setrlimit(resource, &next);
}

/* Without a cgroup, only whole CPUs can be given: some of ours, the same to all commands of a sandbox. */
static void take_cpus(uint64_t cpu_millis, unsigned first) {
  cpu_set_t ours, taken;
  size_t wanted = (size_t)((cpu_millis + 999) / 1000);
  if (!wanted || sched_getaffinity(0, sizeof ours, &ours) < 0 || (size_t)CPU_COUNT(&ours) <= wanted) return;
  CPU_ZERO(&taken);
  for (size_t at = first % CPU_SETSIZE; (size_t)CPU_COUNT(&taken) < wanted; at = (at + 1) % CPU_SETSIZE)
    if (CPU_ISSET(at, &ours)) CPU_SET(at, &taken);
  sched_setaffinity(0, sizeof taken, &taken);
}

void set_limits(const struct spec *spec) {
  set_limit(RLIMIT_CORE, 0, 0);
  set_limit(RLIMIT_NOFILE, 20000, 524288);
  /* A last resort, per user and namespace: the real limit is a cgroup's, or watched from outside (watch.c). */
  rlim_t stop = spec->processes * 8 + 64;
  if (spec->processes) set_limit(RLIMIT_NPROC, stop, stop);
  take_cpus(spec->cpu_millis, spec->first_cpu);
}

/* If the machine itself runs out of memory, a sandbox is killed first. Only before a change of user is this allowed. */
void set_oom_score(void) { write_file("/proc/self/oom_score_adj", "900"); }

void take_descriptors(const struct sandbox_wires *wires, int null, int terminal) {
  int input = terminal >= 0 ? terminal : wires->stdin_fd < 0 ? null : wires->stdin_fd;
  int output = terminal >= 0 ? terminal : wires->stdout_fd, errors = terminal >= 0 ? terminal : wires->stderr_fd;
  if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(errors, 2) < 0) fail_errno("start", "dup2");
  if (terminal >= 0) terminal_control(0);
  /* The descriptor for reports stays open until exec; all others are closed now. */
  int report = fcntl(report_fd, F_DUPFD_CLOEXEC, 3);
  if (report != 3) {
    if (dup3(report_fd, 3, O_CLOEXEC) < 0) fail_errno("start", "dup3");
  }
  report_fd = 3;
  if (syscall(SYS_close_range, 4, ~0U, 0) < 0)
    for (int fd = 4; fd < 4096; fd++) close(fd);
}

/* As in runc: a missing working directory is created. */
static void enter_directory(const char *path) {
  if (chdir(path) == 0) return;
  int root = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
  int made = open_mount_point(root, path, true, false);
  if (fchdir(made) < 0) fail_errno("enter directory", "%s", path);
  close(made);
  close(root);
}

/* Its working directory is made first, as Docker does. */
static void seal_root(int root, const struct spec *spec) {
  if (strspn(spec->cwd, "/") < strlen(spec->cwd)) close(open_mount_point(root, spec->cwd, true, false));
  rootfs_seal(root);
}

void inside_main(const struct spec *spec, const struct sandbox_wires *wires, const struct cgroup *cgroup, int go_fd) {
  set_oom_score();
  become_root(cgroup, go_fd);
  umask(0);
  /* No range of subordinate ids is mapped: changing an owner can't work. */
  bool single_id = idmap_count() == 1;
  int packet = network_setup(spec);
  if (sethostname(spec->hostname, strlen(spec->hostname)) < 0) fail_errno("start", "sethostname");
  int root = rootfs_mount(spec);
  system_mounts(root, spec, single_id);
  /* Before the caller's mounts: one of them may hide /dev. */
  int null = open_in_root(root, "/dev/null", O_RDONLY);
  if (null < 0) fail_errno("mount dev", "open /dev/null");
  int terminals = open_in_root(root, "/dev/pts", O_PATH | O_DIRECTORY | O_NOFOLLOW);
  struct terminal_ends terminal = terminal_make(root, spec);
  user_mounts(root, spec, single_id);
  if (spec->read_only_root) seal_root(root, spec);
  set_limits(spec);
  rootfs_pivot(root);
  lent_send(spec, (struct lent_devices){packet, terminal.master, null, terminals});
  take_descriptors(wires, null, terminal.slave);
  umask(0022);
  if (strcmp(spec->cwd, "/") != 0) enter_directory(spec->cwd);
  take_identity(spec, single_id);
  command_exec(spec);
}
