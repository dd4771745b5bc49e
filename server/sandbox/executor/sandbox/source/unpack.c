/*
 * unpack TAR DIR: creates the entries that stdin has as frames (layerFrame.h), with content from the tar. The names
 * are hostile: every directory on the way is opened without following a link, and none leads out of DIR; if an
 * earlier entry put something else in place of a directory, that is removed. Whiteouts are created in overlay's form.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "layerFrame.h"
#include "sandbox.h"

struct entry { struct frame frame; char *path, *link, *xattrs, *end; const char *name; };
struct directory_time { char *path; struct timespec mtime; };

static int root, tar;
static struct directory_time *directory_times;
static size_t directory_count, directory_room;

static void check_path(const char *path, size_t length, bool root_allowed) {
  if (strlen(path) != length || length >= PATH_MAX || path[0] == '/') fail("unpack", "not a path in a layer: %s", path);
  if (!length && !root_allowed) fail("unpack", "an empty path");
  for (const char *at = path; length; at++) {
    size_t part = strcspn(at, "/");
    if (!part || (part == 1 && at[0] == '.') || (part == 2 && at[0] == '.' && at[1] == '.'))
      fail("unpack", "not a path in a layer: %s", path);
    at += part;
    if (!*at) return;
  }
}

static int open_beneath(const char *path, int flags) {
  struct open_how how = {.flags = (uint64_t)(flags | O_CLOEXEC | O_NOFOLLOW), .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
  return (int)syscall(SYS_openat2, root, *path ? path : ".", &how, sizeof how);
}

static void make_directories(char *path) {
  for (char *slash = path; (slash = strchr(slash, '/')) || true;) {
    if (slash) *slash = 0;
    int fd = open_beneath(path, O_PATH | O_DIRECTORY);
    if (fd >= 0) close(fd);
    else {
      char *last = strrchr(path, '/');
      if (last) *last = 0;
      int parent = open_beneath(last ? path : "", O_RDONLY | O_DIRECTORY);
      if (last) *last = '/';
      const char *name = last ? last + 1 : path;
      if (parent < 0) fail_errno("unpack", "%s", path);
      unlinkat(parent, name, 0);
      if (mkdirat(parent, name, 0755) < 0) fail_errno("unpack", "make %s", path);
      close(parent);
    }
    if (!slash) return;
    *slash++ = '/';
  }
}

/* The directory of an entry; kept open, because the next entry is often in the same one. */
static int parent_of(char *path, const char **name) {
  static char *kept_path;
  static int kept = -1;
  char *slash = strrchr(path, '/');
  *name = slash ? slash + 1 : path;
  if (slash) *slash = 0;
  const char *directory = slash ? path : "";
  if (kept < 0 || strcmp(kept_path, directory) != 0) {
    if (kept >= 0) close(kept);
    free(kept_path);
    kept_path = need_copy(directory, PATH_MAX);
    kept = open_beneath(directory, O_RDONLY | O_DIRECTORY);
    if (kept < 0 && slash) {
      make_directories(path);
      kept = open_beneath(directory, O_RDONLY | O_DIRECTORY);
    }
    if (kept < 0) fail_errno("unpack", "%s", directory);
  }
  if (slash) *slash = '/';
  return kept;
}

static void copy_bytes(const struct entry *entry, int to, off_t *from, uint64_t left) {
  while (left) {
    ssize_t sent = sendfile(to, tar, from, left > 1 << 30 ? 1 << 30 : left);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) fail_errno("unpack", "%s", entry->path);
    if (sent == 0) fail("unpack", "the tar ends in %s", entry->path);
    left -= (uint64_t)sent;
  }
}

static void copy_content(const struct entry *entry, int to) {
  off_t from = (off_t)entry->frame.offset;
  const char *parts = entry->end - (size_t)entry->frame.part_count * 16;
  for (uint32_t i = 0; i < entry->frame.part_count; i++) {
    uint64_t part[2];
    memcpy(part, parts + (size_t)i * 16, 16);
    if (part[0] > entry->frame.size || part[1] > entry->frame.size - part[0]) fail("unpack", "the parts of %s", entry->path);
    if (lseek(to, (off_t)part[0], SEEK_SET) < 0) fail_errno("unpack", "%s", entry->path);
    copy_bytes(entry, to, &from, part[1]);
  }
  if (ftruncate(to, (off_t)entry->frame.size) < 0) fail_errno("unpack", "%s", entry->path);
}

/* Attributes are set in this order because changing the owner clears set-uid bits and capabilities. */
static void set_attributes(const struct entry *entry, int parent) {
  const struct frame *frame = &entry->frame;
  bool link = frame->kind == 'l';
  if (fchownat(parent, entry->name, frame->uid, frame->gid, AT_SYMLINK_NOFOLLOW) < 0) {
    if (errno != EINVAL && errno != EPERM) fail_errno("unpack", "owner of %s", entry->path);
    char owner[32];
    snprintf(owner, sizeof owner, "%u:%u", frame->uid, frame->gid);
    if (!link && frame->kind != 'p' && fchdir(parent) == 0)
      lsetxattr(entry->name, OWNER_XATTR, owner, strlen(owner), 0);
  }
  if (!link && fchmodat(parent, entry->name, frame->mode & 07777, 0) < 0) fail_errno("unpack", "mode of %s", entry->path);
  char *at = entry->xattrs;
  for (uint32_t i = 0; i < frame->xattr_count; i++) {
    uint32_t lengths[2];
    if (entry->end - at < 8) fail("unpack", "cut off");
    memcpy(lengths, at, 8);
    at += 8;
    if ((uint64_t)lengths[0] + lengths[1] > (uint64_t)(entry->end - at)) fail("unpack", "cut off");
    char key[256];
    snprintf(key, sizeof key, "%.*s", (int)(lengths[0] < 255 ? lengths[0] : 255), at);
    /* A layer must not set what overlay or we would take as an instruction. Others may not be possible here; the
       image keeps them, because its layer is unchanged. */
    if (strncmp(key, "user.overlay.", 13) && strncmp(key, "user.strata.", 12) && strncmp(key, "trusted.", 8) && fchdir(parent) == 0)
      lsetxattr(entry->name, key, at + lengths[0], lengths[1], 0);
    at += lengths[0] + lengths[1];
  }
  struct timespec times[2] = {{.tv_nsec = UTIME_NOW}, {frame->mtime_seconds, frame->mtime_nanoseconds}};
  if (utimensat(parent, entry->name, times, AT_SYMLINK_NOFOLLOW) < 0) fail_errno("unpack", "time of %s", entry->path);
}

static void remember_time(const struct entry *entry) {
  if (directory_count == directory_room) {
    directory_room = directory_room ? directory_room * 2 : 256;
    directory_times = grow_memory(directory_times, directory_room, sizeof *directory_times);
  }
  directory_times[directory_count++] =
      (struct directory_time){need_copy(entry->path, PATH_MAX), {entry->frame.mtime_seconds, entry->frame.mtime_nanoseconds}};
}

static void make_directory(const struct entry *entry, int parent) {
  if (mkdirat(parent, entry->name, 0700) < 0) {
    struct stat there;
    if (errno != EEXIST || fstatat(parent, entry->name, &there, AT_SYMLINK_NOFOLLOW) < 0) fail_errno("unpack", "%s", entry->path);
    if (!S_ISDIR(there.st_mode) && (unlinkat(parent, entry->name, 0) < 0 || mkdirat(parent, entry->name, 0700) < 0))
      fail_errno("unpack", "%s", entry->path);
  }
  remember_time(entry);
}

static void make_node(const struct entry *entry, int parent, mode_t type) {
  if (mknodat(parent, entry->name, type | 0600, 0) < 0) fail_errno("unpack", "%s", entry->path);
}

/* No device is ever created on disk: an empty file records which one it stands for. */
static void make_device(const struct entry *entry, int parent) {
  char device[32];
  int fd = openat(parent, entry->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0) fail_errno("unpack", "%s", entry->path);
  snprintf(device, sizeof device, "%c %u:%u", (char)entry->frame.kind, entry->frame.major, entry->frame.minor);
  if (fsetxattr(fd, DEVICE_XATTR, device, strlen(device), 0) < 0) fail_errno("unpack", "device %s", entry->path);
  close(fd);
}

static void make_hard_link(const struct entry *entry, int parent) {
  char *slash = strrchr(entry->link, '/');
  if (slash) *slash = 0;
  int from = open_beneath(slash ? entry->link : "", O_PATH | O_DIRECTORY);
  if (from < 0 || linkat(from, slash ? slash + 1 : entry->link, parent, entry->name, 0) < 0)
    fail_errno("unpack", "hard link %s", entry->path);
  close(from);
}

static void make_file(const struct entry *entry, int parent) {
  int fd = openat(parent, entry->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0) fail_errno("unpack", "%s", entry->path);
  copy_content(entry, fd);
  close(fd);
}

static void make(struct entry *entry) {
  const struct frame *frame = &entry->frame;
  if (!frame->path_length && frame->kind != 'o' && frame->kind != 'd') fail("unpack", "an empty path");
  int parent = frame->path_length ? parent_of(entry->path, &entry->name) : (entry->name = ".", root);
  if (frame->kind != 'd' && frame->kind != 'o' && remove_tree(parent, entry->name) < 0) fail_errno("unpack", "replace %s", entry->path);
  switch (frame->kind) {
    case 'f': make_file(entry, parent); break;
    case 'd': make_directory(entry, parent); break;
    case 'l':
      if (symlinkat(entry->link, parent, entry->name) < 0) fail_errno("unpack", "%s", entry->path);
      break;
    case 'h': make_hard_link(entry, parent); return;
    case 'c':
    case 'b': make_device(entry, parent); break;
    case 'p': make_node(entry, parent, S_IFIFO); break;
    case 'w': make_node(entry, parent, S_IFCHR); return; /* overlay's whiteout: device 0:0 */
    case 'o':
      if (frame->path_length && mkdirat(parent, entry->name, 0755) < 0 && errno != EEXIST) fail_errno("unpack", "%s", entry->path);
      if (fchdir(parent) < 0 || lsetxattr(entry->name, "user.overlay.opaque", "y", 1, 0) < 0) fail_errno("unpack", "opaque %s", entry->path);
      return;
    default: fail("unpack", "unknown kind of %s", entry->path);
  }
  set_attributes(entry, parent);
}

static bool next_entry(FILE *in, struct buffer *buffer, struct entry *entry) {
  uint32_t length;
  if (fread(&length, 4, 1, in) != 1) fail("unpack", "the list is cut off");
  if (!length) return false;
  if (length < sizeof entry->frame || length > 16 << 20) fail("unpack", "the list is not valid");
  if (buffer->room < length + 2) {
    buffer->room = length + 2;
    buffer->bytes = grow_memory(buffer->bytes, buffer->room, 1);
  }
  if (fread(buffer->bytes, length, 1, in) != 1) fail("unpack", "the list is cut off");
  memcpy(&entry->frame, buffer->bytes, sizeof entry->frame);
  struct frame *frame = &entry->frame;
  uint64_t strings = (uint64_t)frame->path_length + frame->link_length;
  if (strings + (uint64_t)frame->part_count * 16 > length - sizeof *frame) fail("unpack", "the list is not valid");
  char *at = buffer->bytes + sizeof *frame;
  entry->path = need_copy(at, frame->path_length);
  entry->link = need_copy(at + frame->path_length, frame->link_length);
  entry->xattrs = at + strings;
  entry->end = buffer->bytes + length;
  check_path(entry->path, frame->path_length, true);
  if (frame->kind == 'h') check_path(entry->link, frame->link_length, false);
  return true;
}

static int unpack(void) {
  struct buffer buffer = {0};
  struct entry entry;
  while (next_entry(stdin, &buffer, &entry)) {
    make(&entry);
    free(entry.path);
    free(entry.link);
  }
  /* Creating entries changed the times of directories; the deepest come last in the list and are set first. */
  for (size_t i = directory_count; i-- > 0;) {
    int fd = open_beneath(directory_times[i].path, O_RDONLY | O_DIRECTORY);
    struct timespec times[2] = {{.tv_nsec = UTIME_NOW}, directory_times[i].mtime};
    if (fd < 0 || futimens(fd, times) < 0) continue; /* replaced by a later entry */
    close(fd);
  }
  return 0;
}

int unpack_into(int tar_fd, int root_fd) {
  tar = tar_fd;
  root = root_fd;
  return unpack();
}

int unpack_main(int argc, char **argv) {
  if (argc != 2) return 64;
  umask(0);
  tar = open(argv[0], O_RDONLY | O_CLOEXEC);
  if (tar < 0) fail_errno("unpack", "%s", argv[0]);
  root = open(argv[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (root < 0 || (host_id(0) && fchown(root, host_id(0), host_id(0)) < 0)) fail_errno("unpack", "%s", argv[1]);
  return as_sandbox_root(unpack);
}
