/*
 * hiding HOW MEGABYTES: uses this much disk or memory in a way that no directory and no process shows, prints
 * "hidden", and waits. `lost` and `lost-short`: burns this many tenths of a second in children without a wait.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 20 };
static char megabyte[1 << 20];

static void need(int done, const char *what) {
  if (done) return;
  perror(what);
  exit(1);
}

static void fill(int file) {
  for (int i = 0; i < PIECE; i++) need(write(file, megabyte, sizeof megabyte) == sizeof megabyte, "write");
}

static int nameless_file(void) {
  int file = open("/piece", O_RDWR | O_CREAT | O_EXCL, 0644);
  need(file >= 0 && unlink("/piece") == 0, "make a file");
  fill(file);
  return file;
}

static void map(int file) {
  need(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, file, 0) != MAP_FAILED, "mmap");
  close(file);
}

static void queue(int file) {
  static int pair[2] = {-1, -1};
  if (pair[0] < 0) need(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) == 0, "socketpair");
  char byte = 0;
  union { char room[CMSG_SPACE(sizeof(int))]; struct cmsghdr align; } control = {0};
  struct iovec part = {&byte, 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  *header = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof(int))};
  memcpy(CMSG_DATA(header), &file, sizeof file);
  need(sendmsg(pair[0], &message, 0) == 1, "sendmsg");
  close(file);
}

static void segment(void) {
  int id = shmget(IPC_PRIVATE, PIECE * sizeof megabyte, IPC_CREAT | 0600);
  char *at = id < 0 ? NULL : shmat(id, NULL, 0);
  need(at && at != (void *)-1, "segment");
  memset(at, 'x', PIECE * sizeof megabyte);
  shmdt(at);
}

static int memory_file(void) {
  int file = memfd_create("hidden", 0);
  need(file >= 0, "memfd_create");
  fill(file);
  return file;
}

static int megabytes;

/* A thread with its own descriptors, after the first thread of the process has ended. */
static int in_thread(void *unused) {
  (void)unused;
  for (int done = 0; done < megabytes; done += PIECE) nameless_file();
  syscall(SYS_write, 1, "hidden\n", 7);
  for (;;) pause();
}

static void burn(double seconds) {
  struct timespec used;
  do clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  while ((double)used.tv_sec + (double)used.tv_nsec / 1e9 < seconds);
}

static void burn_lost(double each, double total) {
  signal(SIGCHLD, SIG_IGN);
  for (double done = 0; done < total; done += each) {
    pid_t child = fork();
    if (child == 0) {
      burn(each);
      _exit(0);
    }
    while (kill(child, 0) == 0) usleep(500);
  }
}

int main(int argc, char **argv) {
  if (argc != 3) return 64;
  const char *how = argv[1];
  megabytes = atoi(argv[2]);
  memset(megabyte, 'x', sizeof megabyte);
  static char stack[1 << 16];
  if (!strcmp(how, "lost")) return burn_lost(0.3, megabytes / 10.0), 0;
  if (!strcmp(how, "lost-short")) return burn_lost(0.01, megabytes / 10.0), 0;
  if (!strcmp(how, "thread")) {
    need(clone(in_thread, stack + sizeof stack, CLONE_VM | CLONE_SIGHAND | CLONE_THREAD, NULL) > 0, "clone");
    syscall(SYS_exit, 0);
  }
  for (int done = 0; done < megabytes; done += PIECE) {
    if (!strcmp(how, "mapped")) map(nameless_file());
    else if (!strcmp(how, "queued")) queue(nameless_file());
    else if (!strcmp(how, "memfd")) memory_file();
    else if (!strcmp(how, "memfd-twice")) {
      char *at = mmap(NULL, PIECE * sizeof megabyte, PROT_READ | PROT_WRITE, MAP_SHARED, memory_file(), 0);
      memset(at, 'y', PIECE * sizeof megabyte);
    } else if (!strcmp(how, "memfd-mapped")) map(memory_file());
    else if (!strcmp(how, "memfd-queued")) queue(memory_file());
    else if (!strcmp(how, "segment")) segment();
  }
  puts("hidden");
  fflush(stdout);
  sleep(20);
  return 0;
}
