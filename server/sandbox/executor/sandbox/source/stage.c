/*
 * The stage: a tmpfs in the guard's own mount namespace, with a bind of everything on disk that the sandbox needs.
 * The guard still has the helper's permissions and can reach the paths; the sandbox's root is another user (idmap.c)
 * and sees only these binds, under short names, from its working directory. Nothing bound here honors device nodes
 * or set-uid bits, whoever created them.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sandbox.h"

static const char *numbered(const char *prefix, size_t number, const char *suffix) {
  char name[64];
  snprintf(name, sizeof name, "%s%zu%s", prefix, number, suffix);
  return need_copy(name, sizeof name);
}

static void make_place(const char *name, bool directory) {
  int made = directory ? mkdir(name, 0755) : mknod(name, S_IFREG | 0644, 0);
  if (made < 0) fail_errno("mount", "make %s", name);
}

static const char *bind(const char *source, const char *name, bool read_only) {
  int from = open(source, O_PATH | O_CLOEXEC);
  struct stat about;
  if (from < 0 || fstat(from, &about) < 0) fail_errno("mount source", "%s", source);
  make_place(name, S_ISDIR(about.st_mode));
  if (mount(fd_path(from), name, NULL, MS_BIND, NULL) < 0) fail_errno("mount", "bind %s", source);
  close(from);
  int at = open(name, O_PATH | O_CLOEXEC);
  if (at < 0) fail_errno("mount", "open %s", name);
  restrict_mount(at, MS_NODEV | MS_NOSUID | (read_only ? MS_RDONLY : 0));
  close(at);
  return name;
}

static void bind_layers(struct strings *lower, const char *prefix) {
  for (size_t i = 0; i < lower->count; i++) lower->items[i] = bind(lower->items[i], numbered(prefix, i, ""), true);
}

/* The length of the deepest directory that has both. */
static size_t shared_parent(const char *one, const char *other) {
  size_t shared = 0;
  for (size_t i = 0; one[i] && one[i] == other[i]; i++)
    if (one[i] == '/') shared = i;
  return shared;
}

/* Overlay needs its upper and its work directory under one mount, so the directory that has both is bound. */
static void bind_pair(const char **upper, const char **work, const char *name) {
  size_t shared = shared_parent(*upper, *work);
  if (!shared) fail("spec", "no directory for both %s and %s", *upper, *work);
  char parent[PATH_MAX], path[PATH_MAX];
  const char **paths[] = {upper, work};
  if (snprintf(parent, sizeof parent, "%.*s", (int)shared, *upper) >= (int)sizeof parent) fail("spec", "path too long");
  bind(parent, name, false);
  for (size_t i = 0; i < 2; i++) {
    if (snprintf(path, sizeof path, "%s%s", name, *paths[i] + shared) >= (int)sizeof path) fail("spec", "path too long");
    *paths[i] = need_copy(path, sizeof path);
  }
}

static void bind_mount(struct mount_spec *mount_spec, size_t number) {
  if (mount_spec->kind == MOUNT_BIND)
    mount_spec->source = bind(mount_spec->source, numbered("s", number, ""), mount_spec->read_only);
  if (mount_spec->kind != MOUNT_OVERLAY) return;
  bind_layers(&mount_spec->lower, numbered("m", number, "-"));
  if (mount_spec->upper) bind_pair(&mount_spec->upper, &mount_spec->work, numbered("m", number, "-u"));
}

static void give_to_root(const char *path) {
  unsigned owner = host_id(0);
  if (owner && lchown(path, owner, owner) < 0) fail_errno("map ids", "owner of %s", path);
}

static void make_directory(const char *path) {
  if (mkdir(path, 0755) < 0 && errno != EEXIST) fail_errno("mount overlay", "make %s", path);
  give_to_root(path);
}

void stage_make(struct spec *spec) {
  char stage[PATH_MAX], work[PATH_MAX], options[96];
  if (snprintf(stage, sizeof stage, "%s/stage", spec->work) >= (int)sizeof stage) fail("spec", "path too long");
  snprintf(work, sizeof work, "%s/work", spec->work);
  give_to_root(spec->upper);
  make_directory(stage);
  make_directory(work);
  spec->work = work;
  if (unshare(CLONE_NEWNS) < 0) fail_errno("make namespaces", "mounts");
  /* Our mounts must not be visible outside, whatever the host's propagation is. */
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) fail_errno("mount", "make mounts private");
  snprintf(options, sizeof options, "mode=755,size=64m,uid=%u,gid=%u", host_id(0), host_id(0));
  if (mount("stage", stage, "tmpfs", MS_NOSUID | MS_NODEV, options) < 0) fail_errno("mount", "staging tmpfs");
  if (chdir(stage) < 0) fail_errno("mount", "enter staging");
  bind_layers(&spec->lower, "l");
  bind_pair(&spec->upper, &spec->work, "u");
  for (size_t i = 0; i < spec->mount_count; i++) bind_mount(&spec->mounts[i], i);
}
