/*
 * The guard: process 1 of a pid namespace of its own, between the helper and the sandbox. The kernel kills it when the
 * helper dies, for whatever reason, and with it every process below, whose own pid namespace is nested in this one.
 * So the command can be process 1 of its namespace, as under runc, and still can't outlive us: it can't
 * see the guard, and changing its own parent-death signal does not matter.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sandbox.h"

/* The child's number in the pid namespace that our /proc shows, which is not our own. */
static pid_t outer_pid(int pidfd) {
  char path[64], line[128];
  snprintf(path, sizeof path, "/proc/self/fdinfo/%d", pidfd);
  FILE *info = fopen(path, "re");
  if (!info) fail_errno("map ids", "open %s", path);
  int pid = 0;
  while (fgets(line, sizeof line, info))
    if (sscanf(line, "Pid: %d", &pid) == 1) break;
  fclose(info);
  if (pid <= 0) fail("map ids", "the child's process id is not in %s", path);
  return pid;
}

/* Created in its cgroup if the kernel can do that. */
static pid_t clone_child(unsigned long flags, int *pidfd, int cgroup) {
  struct clone_args arguments = {.flags = flags | CLONE_PIDFD | CLONE_INTO_CGROUP, .pidfd = (uint64_t)(uintptr_t)pidfd,
                                 .exit_signal = SIGCHLD, .cgroup = (uint64_t)cgroup};
  pid_t child = cgroup < 0 ? -1 : (pid_t)syscall(SYS_clone3, &arguments, sizeof arguments);
  if (child >= 0) return child;
  child = (pid_t)syscall(SYS_clone, flags | CLONE_PIDFD | SIGCHLD, 0, pidfd, 0, 0);
  if (child <= 0 || cgroup < 0) return child;
  int procs = openat(cgroup, "cgroup.procs", O_WRONLY | O_CLOEXEC);
  /* By our number for it: the kernel looks it up in the writer's namespace. */
  if (dprintf(procs, "%d", child) < 0) fail_errno("join cgroup", "move process %d", child);
  close(procs);
  return child;
}

void guard_main(struct spec *spec, const struct sandbox_wires *wires, const struct cgroup *cgroup) {
  report_fd = wires->report_inside;
  close(wires->report_helper);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  /* Did it die before that took effect? Its parent is not visible in this namespace, but its end of the socket is. */
  struct pollfd helper = {.fd = report_fd, .events = POLLIN};
  if (poll(&helper, 1, 0) > 0 && helper.revents & POLLHUP) _exit(125);
  stage_make(spec);
  int go[2];
  if (pipe2(go, O_CLOEXEC) < 0) fail_errno("start", "pipe");
  unsigned long flags = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS;
  if (spec->network != NETWORK_HOST) flags |= CLONE_NEWNET;
  int pidfd = -1;
  pid_t child = clone_child(flags, &pidfd, cgroup->into);
  if (child < 0) fail_errno("make namespaces", "clone");
  if (child == 0) {
    close(go[1]);
    inside_main(spec, wires, cgroup, go[0]);
  }
  close(go[0]);
  wires_close(wires);
  idmap_write(outer_pid(pidfd));
  if (write(go[1], "g", 1) != 1) fail_errno("start", "let the child go");
  close(go[1]);
  report_send(REPORT_COMMAND, NULL, 0, &pidfd, 1);
  int status;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) fail_errno("wait", "waitpid");
  report_send(REPORT_STATUS, &status, sizeof status, NULL, 0);
  _exit(0);
}
