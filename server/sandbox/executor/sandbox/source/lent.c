/*
 * What the sandbox lends to the helper just before the command starts, while its paths can be trusted. Files of
 * a tmpfs and System V segments and messages are memory that no process shows; they are visible only from inside.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sandbox.h"

enum kind { PROC = 'p', PACKET = 'n', TERMINAL = 'y', SEGMENTS = 's', MESSAGES = 'm', TMPFS = 't', DISK = 'd',
            NULL_DEVICE = 'z', TERMINALS = 'v', NAMESPACE = 'u' };

struct parcel { char kinds[REPORT_FDS_MAX]; int fds[REPORT_FDS_MAX]; size_t count; };

static void lend(struct parcel *parcel, enum kind kind, int fd) {
  if (fd < 0 || parcel->count == REPORT_FDS_MAX) return;
  parcel->kinds[parcel->count] = (char)kind;
  parcel->fds[parcel->count++] = fd;
}

/* The command may later enter another user namespace, or be someone whose namespaces we may not open. */
static void lend_namespaces(struct parcel *parcel, const struct spec *spec) {
  static const char *const names[] = {"user", "mnt", "pid", "ipc", "uts", "cgroup", "net"};
  size_t own = sizeof names / sizeof *names - (spec->network == NETWORK_HOST);
  for (size_t i = 0; i < own; i++) {
    char path[32];
    snprintf(path, sizeof path, "/proc/self/ns/%s", names[i]);
    lend(parcel, NAMESPACE, open(path, O_RDONLY | O_CLOEXEC));
  }
}

void lent_send(const struct spec *spec, struct lent_devices devices) {
  struct parcel parcel = {.count = 0};
  int proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (proc < 0) fail_errno("mount proc", "open /proc");
  lend(&parcel, PROC, proc);
  lend(&parcel, PACKET, devices.packet);
  lend(&parcel, TERMINAL, devices.terminal);
  lend(&parcel, SEGMENTS, openat(proc, "sysvipc/shm", O_RDONLY | O_CLOEXEC));
  lend(&parcel, MESSAGES, openat(proc, "sysvipc/msg", O_RDONLY | O_CLOEXEC));
  lend_namespaces(&parcel, spec);
  lend(&parcel, NULL_DEVICE, devices.null);
  lend(&parcel, TERMINALS, devices.terminals);
  lend(&parcel, DISK, open("/", O_PATH | O_CLOEXEC));
  lend(&parcel, TMPFS, open("/dev", O_PATH | O_CLOEXEC));
  lend(&parcel, TMPFS, open("/dev/shm", O_PATH | O_CLOEXEC));
  if (spec->container) lend(&parcel, TMPFS, open("/etc/hosts", O_PATH | O_CLOEXEC)); /* the staging tmpfs: it may write there */
  for (size_t i = 0; i < spec->mount_count; i++) {
    const struct mount_spec *mount = &spec->mounts[i];
    bool is_memory = mount->kind == MOUNT_TMPFS;
    bool is_disk = mount->kind == MOUNT_OVERLAY ? mount->upper != NULL : mount->kind == MOUNT_BIND && !mount->read_only;
    if (is_memory || is_disk) lend(&parcel, is_memory ? TMPFS : DISK, open(mount->target, O_PATH | O_CLOEXEC));
  }
  report_send(REPORT_READY, parcel.kinds, parcel.count, parcel.fds, parcel.count);
}

static bool is_among(const dev_t *devices, size_t count, dev_t device) {
  for (size_t i = 0; i < count; i++)
    if (devices[i] == device) return true;
  return false;
}

bool lent_tmpfs_has(const struct lent *lent, dev_t device) {
  return is_among(lent->tmpfs_devices, lent->tmpfs_count, device);
}

bool lent_disk_has(const struct lent *lent, dev_t device) {
  return is_among(lent->disk_devices, lent->disk_count, device);
}

static void take_tmpfs(struct lent *lent, int fd) {
  struct stat about;
  if (fstat(fd, &about) < 0 || lent_tmpfs_has(lent, about.st_dev)) {
    close(fd);
    return;
  }
  lent->tmpfs[lent->tmpfs_count] = fd;
  lent->tmpfs_devices[lent->tmpfs_count++] = about.st_dev;
}

static void take_disk(struct lent *lent, int fd) {
  struct stat about;
  if (fstat(fd, &about) == 0 && !lent_disk_has(lent, about.st_dev)) lent->disk_devices[lent->disk_count++] = about.st_dev;
}

static void take_namespace(struct lent *lent, int fd) {
  if (lent->namespace_count < NAMESPACES_MAX) lent->namespaces[lent->namespace_count++] = fd;
  else close(fd);
}

/* What they hold, such as mounts, would outlive the sandbox. */
void lent_close_namespaces(struct lent *lent) {
  while (lent->namespace_count) close(lent->namespaces[--lent->namespace_count]);
}

/* All memfds and segments of the machine are on one file system, which has no mount. */
static dev_t shared_memory_device(void) {
  struct stat about = {0};
  int fd = memfd_create("", MFD_CLOEXEC);
  if (fd < 0) return 0;
  (void)!fstat(fd, &about);
  close(fd);
  return about.st_dev;
}

void lent_take(struct lent *lent, const struct spec *spec, const char *kinds, const int *fds, size_t fd_count) {
  lent->proc = lent->packet = lent->terminal = lent->segments = lent->messages = lent->null = lent->terminals = -1;
  lent->shared_memory = shared_memory_device();
  for (size_t i = 0; i < fd_count; i++) {
    switch ((enum kind)kinds[i]) {
      case PROC: lent->proc = fds[i]; break;
      case PACKET: lent->packet = fds[i]; break;
      case TERMINAL: lent->terminal = fds[i]; break;
      case SEGMENTS: lent->segments = fds[i]; break;
      case MESSAGES: lent->messages = fds[i]; break;
      case NULL_DEVICE: lent->null = fds[i]; break;
      case TERMINALS: lent->terminals = fds[i]; break;
      case NAMESPACE: take_namespace(lent, fds[i]); break;
      case TMPFS: take_tmpfs(lent, fds[i]); break;
      case DISK:
        take_disk(lent, fds[i]);
        close(fds[i]);
        break;
    }
  }
  /* Kernels before 6.6 show a mapped file as that of the file system below overlay. */
  int upper = open(spec->upper, O_PATH | O_CLOEXEC);
  if (upper < 0 || lent->disk_count == REPORT_FDS_MAX) return;
  take_disk(lent, upper);
  close(upper);
}
