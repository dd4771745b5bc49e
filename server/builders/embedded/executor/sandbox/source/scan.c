/*
 * scan DIR: what is in an upper directory, on stdout as frames (layerFrame.h), each directory before what is in it and
 * names in bytewise order. It is quiet when we read it: nothing of the run is left.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "layerFrame.h"
#include "sandbox.h"

#define OVERLAY "user.overlay."

static struct buffer out;

static void flush(size_t at_least) {
  if (out.length < at_least) return;
  write_all(1, out.bytes, out.length);
  out.length = 0;
}

static uint32_t kind_of(const struct stat *about, bool whiteout) {
  if (whiteout) return 'w';
  switch (about->st_mode & S_IFMT) {
    case S_IFDIR: return 'd';
    case S_IFLNK: return 'l';
    case S_IFCHR: return 'c';
    case S_IFBLK: return 'b';
    case S_IFIFO: return 'p';
    case S_IFSOCK: return 's';
    default: return 'f';
  }
}

static bool read_xattr(const char *name, const char *key, struct buffer *value) {
  for (;;) {
    ssize_t size = lgetxattr(name, key, NULL, 0);
    if (size < 0) return false;
    char *room = need_memory((size_t)size + 1);
    ssize_t got = lgetxattr(name, key, room, (size_t)size);
    if (got >= 0) {
      value->length = 0;
      buffer_add(value, room, (size_t)got);
      buffer_add(value, "", 1);
      value->length--;
    }
    free(room);
    if (got >= 0) return true;
    if (errno != ERANGE) return false;
  }
}

static void add_xattr(struct buffer *into, const char *key, const struct buffer *value) {
  uint32_t lengths[2] = {(uint32_t)strlen(key), (uint32_t)value->length};
  buffer_add(into, lengths, sizeof lengths);
  buffer_add(into, key, lengths[0]);
  buffer_add(into, value->bytes, value->length);
}

/* Adds what the layer keeps; takes out what only overlay or we ourselves put there. */
static void add_xattrs(const char *name, struct frame *frame, struct buffer *into) {
  static char keys[65536];
  static struct buffer value;
  ssize_t length = llistxattr(name, keys, sizeof keys);
  for (const char *key = keys; key < keys + (length > 0 ? length : 0); key += strlen(key) + 1) {
    bool opaque = !strcmp(key, OVERLAY "opaque");
    if ((!strncmp(key, OVERLAY, strlen(OVERLAY)) && !opaque) || !strncmp(key, "trusted.", 8)) continue;
    if (!read_xattr(name, key, &value)) continue;
    if (opaque && (value.length != 1 || value.bytes[0] != 'y')) continue;
    if (!strcmp(key, OWNER_XATTR)) {
      sscanf(value.bytes, "%u:%u", &frame->uid, &frame->gid);
      continue;
    }
    if (!strcmp(key, DEVICE_XATTR)) {
      char kind;
      unsigned number[2];
      if (frame->kind != 'f' || sscanf(value.bytes, "%c %u:%u", &kind, &number[0], &number[1]) != 3) continue;
      frame->kind = kind == 'b' ? 'b' : 'c';
      frame->major = number[0];
      frame->minor = number[1];
      continue;
    }
    add_xattr(into, key, &value);
    frame->xattr_count++;
  }
}

/* `name` is in the current directory. */
static void emit(const char *path, const char *name, const struct stat *about) {
  static struct buffer xattrs;
  char link[PATH_MAX];
  ssize_t link_length = S_ISLNK(about->st_mode) ? readlink(name, link, sizeof link) : 0;
  if (link_length < 0) fail_errno("scan", "%s", path);
  bool whiteout = S_ISCHR(about->st_mode) && about->st_rdev == 0;
  struct frame frame = {
      .kind = kind_of(about, whiteout), .mode = about->st_mode & 07777, .uid = about->st_uid, .gid = about->st_gid,
      .major = major(about->st_rdev), .minor = minor(about->st_rdev), .links = (uint32_t)about->st_nlink,
      .mtime_nanoseconds = (uint32_t)about->st_mtim.tv_nsec, .mtime_seconds = about->st_mtim.tv_sec,
      .inode = about->st_ino, .size = (uint64_t)about->st_size, .blocks = (uint64_t)about->st_blocks,
      .path_length = (uint32_t)strlen(path), .link_length = (uint32_t)link_length};
  xattrs.length = 0;
  if (!whiteout) add_xattrs(name, &frame, &xattrs);
  uint32_t length = (uint32_t)(sizeof frame + frame.path_length + frame.link_length + xattrs.length);
  buffer_add(&out, &length, sizeof length);
  buffer_add(&out, &frame, sizeof frame);
  buffer_add(&out, path, frame.path_length);
  buffer_add(&out, link, frame.link_length);
  buffer_add(&out, xattrs.bytes, xattrs.length);
  flush(1 << 20);
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static size_t list(int fd, char ***names) {
  DIR *directory = fdopendir(dup(fd));
  struct dirent *entry;
  size_t count = 0, room = 0;
  *names = NULL;
  if (!directory) fail_errno("scan", "list a directory");
  while ((entry = readdir(directory))) {
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    if (count == room) *names = realloc(*names, (room = room ? room * 2 : 32) * sizeof **names);
    if (!*names || !((*names)[count++] = strdup(entry->d_name))) fail("memory", "out of memory");
  }
  closedir(directory);
  qsort(*names, count, sizeof **names, by_bytes);
  return count;
}

static void walk(int fd, const char *prefix) {
  char **names;
  size_t count = list(fd, &names);
  for (size_t i = 0; i < count; i++) {
    struct stat about;
    size_t room = strlen(prefix) + strlen(names[i]) + 2;
    char *path = need_memory(room);
    snprintf(path, room, "%s%s%s", prefix, *prefix ? "/" : "", names[i]);
    if (fchdir(fd) < 0 || fstatat(fd, names[i], &about, AT_SYMLINK_NOFOLLOW) < 0) fail_errno("scan", "%s", path);
    emit(path, names[i], &about);
    if (S_ISDIR(about.st_mode)) {
      int child = openat(fd, names[i], O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      if (child < 0) fail_errno("scan", "%s", path);
      walk(child, path);
      close(child);
    }
    free(path);
    free(names[i]);
  }
  free(names);
}

static int root;

static int scan(void) {
  walk(root, "");
  uint32_t end = 0;
  buffer_add(&out, &end, sizeof end);
  flush(0);
  return 0;
}

int scan_main(int argc, char **argv) {
  if (argc != 1) return 64;
  root = open(argv[0], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) fail_errno("scan", "%s", argv[0]);
  return as_sandbox_root(scan);
}
