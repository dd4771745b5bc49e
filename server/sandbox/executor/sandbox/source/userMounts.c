/* What RUN --mount asks for, and the files that every RUN gets in place of the image's. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sandbox.h"

/* Whether mount points that had to be made are to be removed. Docker's containers keep them. */
static bool removes_made;

void file_mount(int root, const char *staged, const char *target, const void *bytes, size_t length, unsigned mode,
                unsigned uid, unsigned gid, bool read_only) {
  int fd = open(staged, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) fail_errno("mount file", "stage %s", target);
  write_all(fd, bytes, length);
  if (fchown(fd, uid, gid) < 0 || fchmod(fd, mode) < 0) fail_errno("mount file", "owner of %s", target);
  close(fd);
  int at = open_mount_point(root, target, false, removes_made && strncmp(target, "/dev/", 5) != 0);
  if (mount(staged, fd_path(at), NULL, MS_BIND, NULL) < 0) fail_errno("mount file", "%s", target);
  close(at);
  if (!read_only) return;
  at = open_in_root(root, target, O_PATH);
  if (at < 0) fail_errno("mount file", "open %s", target);
  restrict_mount(at, MS_RDONLY);
  close(at);
}

static void mount_bind(int root, const struct mount_spec *mount_spec, int source) {
  struct stat about;
  if (fstat(source, &about) < 0) fail_errno("mount bind", "look at the source of %s", mount_spec->target);
  int at = open_mount_point(root, mount_spec->target, S_ISDIR(about.st_mode), removes_made);
  if (mount(fd_path(source), fd_path(at), NULL, MS_BIND, NULL) < 0) fail_errno("mount bind", "%s", mount_spec->target);
  close(at);
  if (!mount_spec->read_only) return;
  at = open_in_root(root, mount_spec->target, O_PATH);
  if (at < 0) fail_errno("mount bind", "open %s", mount_spec->target);
  restrict_mount(at, MS_RDONLY);
  close(at);
}

static void mount_tmpfs(int root, const struct mount_spec *mount_spec, uint64_t memory) {
  int at = open_mount_point(root, mount_spec->target, true, removes_made);
  char options[64];
  uint64_t size = mount_spec->size ? mount_spec->size : memory; /* its files are memory */
  if (size) snprintf(options, sizeof options, "mode=1777,size=%llu", (unsigned long long)size);
  else snprintf(options, sizeof options, "mode=1777");
  if (mount("tmpfs", fd_path(at), "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, options) < 0)
    fail_errno("mount tmpfs", "%s", mount_spec->target);
  close(at);
}

static void mount_overlay(int root, const struct mount_spec *mount_spec, size_t number) {
  char view[32];
  snprintf(view, sizeof view, "m%zu", number);
  /* A view of one layer is the layer itself, as the stage has it bound. */
  const char *whole = mount_spec->lower.count == 1 && !mount_spec->upper ? mount_spec->lower.items[0] : view;
  if (whole == view) {
    if (mkdir(view, 0755) < 0) fail_errno("mount overlay", "make %s", view);
    overlay_mount(&mount_spec->lower, mount_spec->upper, mount_spec->work, view, MS_NODEV | MS_NOSUID);
  }
  int source = open(whole, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (source < 0) fail_errno("mount overlay", "open the view for %s", mount_spec->target);
  int inside = open_in_root(source, mount_spec->source ? mount_spec->source : "/", O_PATH);
  if (inside < 0) fail_errno("mount source", "%s", mount_spec->source);
  struct mount_spec bound = *mount_spec;
  bound.read_only = !mount_spec->upper;
  mount_bind(root, &bound, inside);
  close(inside);
  close(source);
}

static void mount_one(int root, const struct mount_spec *mount_spec, size_t number, uint64_t memory) {
  char staged[32];
  int source;
  switch (mount_spec->kind) {
    case MOUNT_BIND:
      source = open(mount_spec->source, O_PATH | O_CLOEXEC);
      if (source < 0) fail_errno("mount source", "%s", mount_spec->source);
      mount_bind(root, mount_spec, source);
      close(source);
      return;
    case MOUNT_TMPFS: mount_tmpfs(root, mount_spec, memory); return;
    case MOUNT_FILE:
      snprintf(staged, sizeof staged, "f%zu", number);
      file_mount(root, staged, mount_spec->target, mount_spec->content, mount_spec->content_length, mount_spec->mode,
                 mount_spec->uid, mount_spec->gid, true);
      return;
    case MOUNT_OVERLAY: mount_overlay(root, mount_spec, number); return;
  }
}

/* apt switches to its own user and checks that it did; with one id, it must be told not to. */
static void calm_apt(int root) {
  static const char setting[] = "APT::Sandbox::User \"root\";\n";
  int folder = open_in_root(root, "/etc/apt/apt.conf.d", O_PATH | O_DIRECTORY);
  if (folder < 0) return;
  close(folder);
  file_mount(root, "apt", "/etc/apt/apt.conf.d/99-one-id", setting, sizeof setting - 1, 0644, 0, 0, true);
}

static void system_file(int root, const struct spec *spec, const char *staged, const char *target, const char *text) {
  bool read_only = !spec->container || spec->read_only_root;
  if (text) file_mount(root, staged, target, text, strlen(text), 0644, 0, 0, read_only);
}

/* In Docker, a layer of their own holds their mount points, so that no image ever gets these. */
static void system_files(int root, const struct spec *spec) {
  char hostname[256];
  removes_made = true;
  system_file(root, spec, "resolv", "/etc/resolv.conf", spec->resolv);
  system_file(root, spec, "hosts", "/etc/hosts", spec->hosts);
  snprintf(hostname, sizeof hostname, "%s\n", spec->hostname);
  if (spec->container) system_file(root, spec, "hostname", "/etc/hostname", hostname);
}

void user_mounts(int root, const struct spec *spec, bool single_id) {
  if (!spec->container) system_files(root, spec);
  removes_made = true;
  if (single_id) calm_apt(root);
  removes_made = !spec->container;
  for (size_t i = 0; i < spec->mount_count; i++) mount_one(root, &spec->mounts[i], i, spec->memory);
  /* Above what a container mounts at /etc, as in Docker. */
  if (spec->container) system_files(root, spec);
}
