/*
 * Until SIGTERM: tries to trace each new process, and to open its memory and descriptors, while it is not yet the command.
 * Prints how many it saw, and `opened` for each that it got hold of before.
 */
#define _GNU_SOURCE
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

static int is_command(int pid) {
  char path[64], line[64] = "";
  snprintf(path, sizeof path, "/proc/%d/cmdline", pid);
  int fd = open(path, O_RDONLY);
  if (fd < 0) return 1;
  read(fd, line, sizeof line - 1);
  close(fd);
  return !strncmp(line, "/bin/", 5) || !strncmp(line, "true", 4) || !strncmp(line, "cat", 3);
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
