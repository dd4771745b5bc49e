/*
 * exec: another command in a sandbox that runs, as `docker exec`. The caller starts `exec` with the descriptors of a run
 * (0, 1, 2, 3, 5) and its own end of the run's descriptor 6, the door. Through that they are passed to the
 * run's helper, which is the only one that may enter the sandbox and knows how. It forks a keeper, which stays outside:
 * it does for this command what the helper does for the first, except that it watches no limits. The command is
 * killed when its keeper, the process that was started as `exec`, the helper, or the sandbox dies.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sandbox.h"

/* What passes through the door, in this order. */
enum { LINK, SPECIFICATION, OUT, ERR, CONTROL, INPUT, PASSED_COUNT };
/* As long as Docker waits for a process in the background that has the command's output open. */
enum { LATE_OUTPUT_MILLISECONDS = 2000, HELPER_FDS_MAX = 1024 };

/* A descriptor that the caller left out must not become one of ours: those up to the door are closed once they are passed. */
static void fill_gaps(void) {
  int fd;
  while ((fd = open("/dev/null", O_RDWR | O_CLOEXEC)) >= 0 && fd < CALLER_DOOR)
    ;
  if (fd > CALLER_DOOR) close(fd);
}

int exec_main(void) {
  struct buffer text = {0};
  int link[2];
  char end;
  setsid();
  signal(SIGPIPE, SIG_IGN);
  fill_gaps();
  read_all(0, &text, SPEC_BYTES_MAX);
  int specification = memfd_create("specification", MFD_CLOEXEC);
  if (specification < 0) fail_errno("start", "make a file in memory");
  write_all(specification, text.bytes, text.length);
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, link) < 0) fail_errno("start", "socketpair");
  int passed[PASSED_COUNT] = {link[1], specification, 1, 2, CALLER, CALLER_INPUT};
  report_fd = CALLER_DOOR; /* if nobody is behind it, this process exits here */
  report_send(REPORT_JOIN, NULL, 0, passed, PASSED_COUNT);
  for (int fd = 0; fd <= CALLER_DOOR; fd++) close(fd);
  close(link[1]);
  while (read(link[0], &end, 1) < 0 && errno == EINTR)
    ;
  return 0;
}

struct keeper {
  struct spec spec;
  struct traffic traffic;
  int link, report, command; /* command: its pidfd */
  bool canceled, ended;
  siginfo_t status;
  int64_t until; /* when its output no longer matters; 0: as long as it runs */
  char verdict[9000];
};

static void cancel(struct keeper *keeper) {
  keeper->canceled = true;
  if (keeper->command >= 0) signal_send(&keeper->traffic.signals, SIGKILL);
}

static void take_caller(struct keeper *keeper) {
  unsigned char byte;
  ssize_t got = read(CALLER, &byte, 1);
  if (got == 1) traffic_takes(&keeper->traffic, byte);
  else if (got == 0 || errno != EINTR) cancel(keeper);
}

/* Closed when the command is executed, or is gone. */
static void take_report_end(struct keeper *keeper) {
  close(keeper->report);
  keeper->report = -1;
  if (keeper->command < 0) keeper->ended = true;
  else if (!keeper->verdict[0]) tell_caller("started");
}

static void take_report(struct keeper *keeper) {
  char message[8192];
  int fds[REPORT_FDS_MAX];
  size_t fd_count;
  ssize_t got = report_receive(keeper->report, message, sizeof message - 1, fds, &fd_count);
  if (got <= 0) {
    take_report_end(keeper);
    return;
  }
  message[got] = 0;
  switch (message[0]) {
    case REPORT_ERROR: snprintf(keeper->verdict, sizeof keeper->verdict, "error\t%s", message + 1); break;
    case REPORT_NOT_STARTED: snprintf(keeper->verdict, sizeof keeper->verdict, "not-started\t%s", message + 1); break;
    case REPORT_LISTENER: keeper->traffic.listener = fd_count ? fds[0] : -1; break;
    case REPORT_COMMAND:
      if (fd_count) signals_begin(&keeper->traffic.signals, keeper->command = fds[0]);
      if (fd_count > 1) traffic_terminal(&keeper->traffic, fds[1]);
      if (keeper->canceled) cancel(keeper);
      break;
    default: /* that it is about to be executed: the end of this socket tells */
      for (size_t i = 0; i < fd_count; i++) close(fds[i]);
      break;
  }
}

static void take_end(struct keeper *keeper) {
  if (waitid(P_PIDFD, (id_t)keeper->command, &keeper->status, WEXITED) < 0) return;
  while (keeper->report >= 0) take_report(keeper);
  keeper->ended = true;
  keeper->until = milliseconds_now() + (keeper->traffic.terminal >= 0 ? 0 : LATE_OUTPUT_MILLISECONDS);
}

enum { ON_CALLER = TRAFFIC_COUNT, ON_LINK, ON_REPORT, ON_END, ON_COUNT };

static void fill_poll(const struct keeper *keeper, struct pollfd polls[ON_COUNT]) {
  for (int i = 0; i < ON_COUNT; i++) polls[i] = (struct pollfd){.fd = -1};
  traffic_fill_poll(&keeper->traffic, polls, !keeper->ended);
  if (!keeper->canceled) {
    polls[ON_CALLER] = (struct pollfd){.fd = CALLER, .events = POLLIN};
    polls[ON_LINK] = (struct pollfd){.fd = keeper->link, .events = POLLIN};
  }
  polls[ON_REPORT] = (struct pollfd){.fd = keeper->report, .events = POLLIN};
  if (!keeper->ended) polls[ON_END] = (struct pollfd){.fd = keeper->command, .events = POLLIN};
}

/* After the end, what the caller is slow to read is still delivered; what others may still write, only for a while. */
static bool is_done(const struct keeper *keeper, int ready) {
  if (!keeper->ended) return false;
  if (keeper->canceled || !traffic_has_output(&keeper->traffic)) return true;
  bool undelivered = keeper->traffic.streams[0].length || keeper->traffic.streams[1].length;
  return !ready && !undelivered && milliseconds_now() >= keeper->until;
}

static void attend(struct keeper *keeper) {
  for (int ready = 1; !is_done(keeper, ready);) {
    struct pollfd polls[ON_COUNT];
    fill_poll(keeper, polls);
    int64_t wait = keeper->until - milliseconds_now();
    ready = poll(polls, ON_COUNT, !keeper->ended ? -1 : wait > 0 ? (int)wait : 0);
    if (ready < 0) continue;
    if (polls[ON_REPORT].revents) take_report(keeper);
    if (polls[ON_END].revents) take_end(keeper);
    if (polls[ON_CALLER].revents) take_caller(keeper);
    if (polls[ON_LINK].revents) cancel(keeper);
    if (traffic_move(&keeper->traffic, polls)) cancel(keeper);
  }
}

static void tell_result(const struct keeper *keeper) {
  if (keeper->canceled) tell_caller("canceled");
  else if (keeper->verdict[0]) tell_caller("%s", keeper->verdict);
  else if (keeper->command < 0) tell_caller("error\tdied\tthe sandbox was ending");
  else tell_caller("%s\t%d", keeper->status.si_code == CLD_EXITED ? "exit" : "signal", keeper->status.si_status);
}

static void start(struct keeper *keeper, const struct sandbox *sandbox) {
  struct sandbox_wires wires;
  int pair[2];
  traffic_open(&keeper->traffic, &keeper->spec, &wires);
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0) fail_errno("start", "socketpair");
  wires.report_helper = pair[0];
  wires.report_inside = pair[1];
  pid_t joiner = fork();
  if (joiner < 0) fail_errno("start", "fork");
  if (joiner == 0) join_main(sandbox, &keeper->spec, &wires);
  close(pair[1]);
  wires_close(&wires);
  lent_close_namespaces(sandbox->lent);
  keeper->report = pair[0];
}

/* Puts what was passed where a run has it. They were received while those numbers were taken. */
static void arrange(const struct sandbox *sandbox, const int passed[PASSED_COUNT]) {
  static const int places[PASSED_COUNT] = {[OUT] = 1, [ERR] = 2, [CONTROL] = CALLER, [INPUT] = CALLER_INPUT};
  for (int i = OUT; i < PASSED_COUNT; i++)
    if (dup3(passed[i], places[i], O_CLOEXEC) < 0) _exit(125);
  dup3(sandbox->lent->null, 0, O_CLOEXEC);
}

static bool is_needed(const struct sandbox *sandbox, const int passed[PASSED_COUNT], int fd) {
  const struct lent *lent = sandbox->lent;
  const struct cgroup *cgroup = sandbox->cgroup;
  for (size_t i = 0; i < lent->namespace_count; i++)
    if (fd == lent->namespaces[i]) return true;
  for (size_t i = 0; i < cgroup->task_count; i++)
    if (fd == cgroup->tasks[i]) return true;
  return fd <= CALLER || fd == CALLER_INPUT || fd == passed[LINK] || fd == passed[SPECIFICATION] || fd == lent->null ||
         fd == lent->terminals || fd == cgroup->procs;
}

/* All that the sandbox's helper has open, besides what an exec needs. */
static void close_others(const struct sandbox *sandbox, const int passed[PASSED_COUNT]) {
  int first = 0;
  for (int fd = 0; fd < HELPER_FDS_MAX; fd++) {
    if (!is_needed(sandbox, passed, fd)) continue;
    if (fd > first) syscall(SYS_close_range, first, fd - 1, 0);
    first = fd + 1;
  }
  syscall(SYS_close_range, first, ~0U, 0);
}

static _Noreturn void keep(const struct sandbox *sandbox, const int passed[PASSED_COUNT]) {
  static struct keeper keeper;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  keeper.command = -1;
  keeper.link = passed[LINK];
  arrange(sandbox, passed);
  close_others(sandbox, passed);
  lseek(passed[SPECIFICATION], 0, SEEK_SET);
  spec_read(passed[SPECIFICATION], &keeper.spec, true);
  keeper.spec.container = true;
  start(&keeper, sandbox);
  attend(&keeper);
  tell_result(&keeper);
  _exit(0);
}

bool exec_take(const struct sandbox *sandbox, const char *refusal) {
  char bytes[16];
  int fds[REPORT_FDS_MAX];
  size_t count;
  ssize_t got = report_receive(CALLER_DOOR, bytes, sizeof bytes, fds, &count);
  if (count == PASSED_COUNT) {
    pid_t keeper = refusal ? 0 : fork();
    if (!refusal && keeper == 0) keep(sandbox, fds);
    if (refusal) dprintf(fds[CONTROL], "not-started\t126\t%s\n", refusal);
    if (keeper < 0) dprintf(fds[CONTROL], "error\tstart\tfork: %s\n", strerror(errno));
  }
  for (size_t i = 0; i < count; i++) close(fds[i]);
  return got > 0;
}
