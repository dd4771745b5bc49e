/*
 * From outside into a running sandbox, until the command of an exec is executed. Everything in there is hostile: so no
 * path is followed before the process has become what the command will be, and until then nothing inside can trace it,
 * open its descriptors, or reach its memory, because it is not dumpable and was executed outside.
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.h"

static void enter_namespaces(const struct lent *lent) {
  for (size_t i = 0; i < lent->namespace_count; i++)
    if (setns(lent->namespaces[i], 0) < 0) fail_errno("join", "namespace %zu", i);
}

static void become_root(bool single_id) {
  if (!single_id && setgroups(0, NULL) < 0) fail_errno("join", "setgroups");
  if (setresgid(0, 0, 0) < 0 || setresuid(0, 0, 0) < 0) fail_errno("join", "become root of the namespace");
  prctl(PR_SET_DUMPABLE, 0); /* the change of user has reset it to the machine's setting */
}

static _Noreturn void become_command(const struct sandbox *sandbox, const struct spec *spec, const struct sandbox_wires *wires,
                                     int terminal, bool single_id) {
  cgroup_enter(sandbox->cgroup, true);
  setsid();
  take_descriptors(wires, sandbox->lent->null, terminal);
  umask(0022);
  command_directory(spec->cwd);
  take_identity(spec, single_id);
  prctl(PR_SET_DUMPABLE, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  command_exec(spec);
}

/* The command becomes a child of our parent, which waits for it; and it is in the pid namespace, which we are not. */
void join_main(const struct sandbox *sandbox, const struct spec *spec, struct sandbox_wires *wires) {
  report_fd = wires->report_inside;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_DUMPABLE, 0);
  bool single_id = sandbox_has_one_id();
  set_limits(sandbox->spec);
  set_oom_score();
  umask(0);
  enter_namespaces(sandbox->lent);
  become_root(single_id);
  struct terminal_ends terminal = terminal_join(sandbox->lent->terminals, spec);
  int pidfd = -1;
  pid_t child = (pid_t)syscall(SYS_clone, CLONE_PARENT | CLONE_PIDFD | SIGCHLD, 0, &pidfd, 0, 0);
  /* The kernel's answer if process 1 has died. */
  if (child < 0 && errno == ENOMEM) not_started(126, STOPPED);
  if (child < 0 && errno == EAGAIN) not_started(126, "the container has as many processes as it may have");
  if (child < 0) fail_errno("join", "clone");
  if (child == 0) become_command(sandbox, spec, wires, terminal.slave, single_id);
  int given[] = {pidfd, terminal.master};
  report_send(REPORT_COMMAND, NULL, 0, given, terminal.master < 0 ? 1 : 2);
  _exit(0);
}
