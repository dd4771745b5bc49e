/*
 * mknod in a sandbox. No device is created there, so none can be opened; but an image may have one, and Docker lets a
 * command create it. So the filter (seccomp.c) asks us when a command creates a device, and we create an empty file
 * that records which device the layer gets (layerFrame.h), with the command's own view of files and its permissions.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "layerFrame.h"
#include "sandbox.h"

enum { NAME_BYTES = 4096, SECONDS = 5, CAP_MKNOD_BIT = 27 };

struct wanted { pid_t pid; int from; uint64_t path; unsigned mode, device; };

/* Where the arguments are: mknodat has a directory before them, and 32-bit programs have their own numbers. */
static struct wanted wanted_of(const struct seccomp_notif *call) {
  const struct seccomp_data *data = &call->data;
  bool at = true;
#if defined(__x86_64__)
  at = data->arch == COMPAT_ARCH ? data->nr == COMPAT_MKNODAT : data->nr == SYS_mknodat;
#endif
  return (struct wanted){(pid_t)call->pid, at ? (int)data->args[0] : AT_FDCWD, data->args[at], (unsigned)data->args[at + 1],
                         (unsigned)data->args[at + 2]};
}

static bool read_path(const struct wanted *wanted, char path[NAME_BYTES]) {
  struct iovec to = {path, NAME_BYTES};
  /* A page at a time: the string may end just before unmapped memory. */
  struct iovec from[2] = {{(void *)(uintptr_t)wanted->path, 4096 - wanted->path % 4096}, {0}};
  from[1] = (struct iovec){(char *)from[0].iov_base + from[0].iov_len, NAME_BYTES - from[0].iov_len};
  ssize_t got = process_vm_readv(wanted->pid, &to, 1, from, from[1].iov_len ? 2 : 1, 0);
  return got > 0 && memchr(path, 0, (size_t)got);
}

struct caller { unsigned uid, gid, umask; unsigned long long capabilities; };

static bool read_caller(pid_t pid, struct caller *caller) {
  char path[32], line[256];
  snprintf(path, sizeof path, "/proc/%d/status", pid);
  FILE *status = fopen(path, "re");
  unsigned found = 0;
  while (status && fgets(line, sizeof line, status)) {
    found += (unsigned)sscanf(line, "Uid: %*u %*u %*u %u", &caller->uid) == 1;
    found += (unsigned)sscanf(line, "Gid: %*u %*u %*u %u", &caller->gid) == 1;
    found += (unsigned)sscanf(line, "Umask: %o", &caller->umask) == 1;
    found += (unsigned)sscanf(line, "CapEff: %llx", &caller->capabilities) == 1;
  }
  if (status) fclose(status);
  return found == 4;
}

static int open_of(pid_t pid, const char *what, int number) {
  char path[64];
  if (number < 0) snprintf(path, sizeof path, "/proc/%d/%s", pid, what);
  else snprintf(path, sizeof path, "/proc/%d/fd/%d", pid, number);
  return open(path, O_PATH | O_CLOEXEC);
}

/* In its own process, which enters the sandbox except its pid namespace: everything it sees there is hostile. */
static int make_as_caller(const struct wanted *wanted, const struct caller *caller, const char *path, int pidfd, int root, int from) {
  char device[32];
  if (setns(pidfd, CLONE_NEWUSER | CLONE_NEWNS) < 0) return errno;
  if (fchdir(root) < 0 || chroot(".") < 0 || (from >= 0 && fchdir(from) < 0)) return errno;
  if (setresgid(0, 0, 0) < 0 || setresuid(0, 0, 0) < 0) return EPERM;
  umask(caller->umask);
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, wanted->mode & 07777);
  if (fd < 0) return errno;
  unsigned major = wanted->device >> 8 & 0xfff, minor = (wanted->device & 0xff) | (wanted->device >> 12 & 0xfff00);
  snprintf(device, sizeof device, "%c %u:%u", S_ISBLK(wanted->mode) ? 'b' : 'c', major, minor);
  if (fsetxattr(fd, DEVICE_XATTR, device, strlen(device), 0) == 0) return 0;
  unlink(path);
  return EPERM; /* not on a file system that stores it, such as a tmpfs */
}

static int make(int listener, const struct seccomp_notif *call) {
  struct wanted wanted = wanted_of(call);
  struct caller caller;
  char path[NAME_BYTES];
  int pidfd = (int)syscall(434 /* pidfd_open */, wanted.pid, 0);
  int root = open_of(wanted.pid, "root", -1), from = -1, result = EPERM;
  bool readable = pidfd >= 0 && root >= 0 && read_caller(wanted.pid, &caller) && read_path(&wanted, path);
  if (readable && path[0] != '/') from = open_of(wanted.pid, "cwd", wanted.from == AT_FDCWD ? -1 : wanted.from);
  /* What was read is the caller's only if the caller still exists. */
  bool valid = readable && ioctl(listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &call->id) == 0;
  if (!readable) result = EFAULT;
  else if (path[0] != '/' && from < 0) result = EBADF;
  else if (valid && caller.uid == host_id(0) && caller.gid == host_id(0) && caller.capabilities >> CAP_MKNOD_BIT & 1) {
    pid_t child = fork();
    if (child == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      alarm(SECONDS);
      _exit(make_as_caller(&wanted, &caller, path, pidfd, root, from));
    }
    int status;
    if (child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status)) result = WEXITSTATUS(status);
  }
  for (int *fd = (int[]){pidfd, root, from, -2}; *fd != -2; fd++)
    if (*fd >= 0) close(*fd);
  return result;
}

bool devices_answer(int listener) {
  struct seccomp_notif call = {0};
  if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call) < 0) return false;
  int number = make(listener, &call);
  struct seccomp_notif_resp answer = {.id = call.id, .error = -number};
  (void)!ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
  return number == 0;
}
