/*
 * Until SIGTERM: tries to trace each new process, and to open its memory and descriptors, while it is not yet the command.
 * Prints how many it saw, and `opened` for each that it got hold of before.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t done;
static void stop(int number) { done = number; }

/* By its program, not its arguments: those are gone when it ended, and not there yet while it becomes the command. */
static int is_command(int pid) {
  char path[64], program[64] = "";
  snprintf(path, sizeof path, "/proc/%d/exe", pid);
  if (readlink(path, program, sizeof program - 1) < 0) return errno == ENOENT || errno == ESRCH;
  return !strncmp(program, "/bin/", 5);
}

/* A tracee that runs can't be detached, and its parent would not see it end. */
static void let_go(int pid) {
  ptrace(PTRACE_INTERRUPT, pid, 0, 0);
  waitpid(pid, NULL, __WALL);
  ptrace(PTRACE_DETACH, pid, 0, 0);
}

int main(void) {
  int seen = 0;
  signal(SIGTERM, stop);
  for (int pid = getpid() + 1; !done;) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/mem", pid);
    if (kill(pid, 0) < 0) continue;
    int memory = open(path, O_RDWR);
    long traced = ptrace(PTRACE_SEIZE, pid, 0, 0);
    if ((memory >= 0 || traced == 0) && !is_command(pid)) printf("opened %d %d %ld\n", pid, memory, traced);
    if (memory >= 0) close(memory);
    if (traced == 0) let_go(pid);
    seen++;
    pid++;
  }
  printf("seen %d\n", seen);
  return 0;
}
