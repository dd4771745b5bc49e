/*
 * scan [--live] DIR: writes the content of an upper directory to stdout as frames (layerFrame.h), each directory before
 * its content and names in byte order. Nothing changes while we read it, unless it is live: then names that are gone by
 * the time we look are left out, and a directory that is moved while we are in it makes the scan fail with "moved".
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
#include "walk.h"

#define OVERLAY "user.overlay."

static bool live;
static struct buffer out;
static char path[LAYER_PATH_MAX + 1]; /* current path; "" for DIR itself */

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

/* Adds the attributes that the layer keeps; skips those that only overlay or we ourselves set. */
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

/* `name` is in the current directory, `path` its path. */
static void emit(const char *name, const struct stat *about) {
  static struct buffer xattrs;
  char link[PATH_MAX];
  ssize_t link_length = S_ISLNK(about->st_mode) ? readlink(name, link, sizeof link) : 0;
  if (link_length < 0 && live) return;
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

static void list(struct walker *walker, int fd, struct names *names) {
  (void)walker;
  DIR *directory = fdopendir(dup(fd));
  struct dirent *entry;
  if (!directory || fchdir(fd) < 0) fail_errno("scan", "list %s", path);
  while ((entry = readdir(directory)))
    if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..")) names_add(names, entry->d_name);
  closedir(directory);
  if (names->count > 1) qsort(names->items, names->count, sizeof *names->items, by_bytes);
}

static bool visit(struct walker *walker, int directory, const char *name) {
  (void)walker;
  struct stat about;
  size_t length = strlen(path), more = strlen(name) + (length ? 1 : 0);
  if (length + more > LAYER_PATH_MAX) fail("too deep", "%d bytes, below %.60s", LAYER_PATH_MAX, path);
  snprintf(path + length, sizeof path - length, "%s%s", length ? "/" : "", name);
  bool gone = fstatat(directory, name, &about, AT_SYMLINK_NOFOLLOW) < 0;
  if (gone && !live) fail_errno("scan", "%s", path);
  if (!gone) emit(name, &about);
  if (!gone && S_ISDIR(about.st_mode)) return true;
  path[length] = 0;
  return false;
}

static void left(struct walker *walker, int directory, const char *name, bool failed) {
  (void)walker;
  if ((failed && !live) || fchdir(directory) < 0) fail_errno("scan", "%s", path);
  size_t length = strlen(path), less = strlen(name);
  path[length == less ? 0 : length - less - 1] = 0;
}

static int root;

static int scan(void) {
  struct walker walker = {.list = list, .visit = visit, .left = left};
  if (!walk_tree(&walker, root)) fail_errno("scan", "walk the layer");
  if (walker.moved) fail("moved", "the layer was changed meanwhile");
  uint32_t end = 0;
  buffer_add(&out, &end, sizeof end);
  flush(0);
  return 0;
}

int scan_main(int argc, char **argv) {
  live = argc == 2 && !strcmp(argv[0], "--live");
  if (live) {
    argc--;
    argv++;
  }
  if (argc != 1) return 64;
  root = open(argv[0], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) fail_errno("scan", "%s", argv[0]);
  return as_sandbox_root(scan);
}
