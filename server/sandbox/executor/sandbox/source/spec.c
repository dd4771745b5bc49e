/*
 * The specification of a run, as the caller writes it to our stdin: records of
 *   key NUL, length of the value (4 bytes, little endian), value, NUL
 * in any order, except that the properties of a mount follow its `mount` record. ../sandboxSpec.ts writes it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sandbox.h"

static uint64_t number(const char *value) {
  char *end;
  unsigned long long result = strtoull(value, &end, 10);
  if (end == value || *end) fail("spec", "not a number: %s", value);
  return result;
}

static void set_mount(struct spec *spec, const char *kind) {
  if (spec->mount_count == sizeof spec->mounts / sizeof *spec->mounts) fail("spec", "too many mounts");
  struct mount_spec *mount = &spec->mounts[spec->mount_count++];
  if (!strcmp(kind, "bind")) mount->kind = MOUNT_BIND;
  else if (!strcmp(kind, "tmpfs")) mount->kind = MOUNT_TMPFS;
  else if (!strcmp(kind, "file")) mount->kind = MOUNT_FILE;
  else if (!strcmp(kind, "overlay")) mount->kind = MOUNT_OVERLAY;
  else fail("spec", "unknown mount: %s", kind);
}

static bool set_mount_field(struct spec *spec, const char *key, const char *value, size_t length) {
  if (strncmp(key, "mount.", 6) != 0) return false;
  if (!spec->mount_count) fail("spec", "%s before mount", key);
  struct mount_spec *mount = &spec->mounts[spec->mount_count - 1];
  key += 6;
  if (!strcmp(key, "source")) mount->source = value;
  else if (!strcmp(key, "target")) mount->target = value;
  else if (!strcmp(key, "upper")) mount->upper = value;
  else if (!strcmp(key, "work")) mount->work = value;
  else if (!strcmp(key, "lower")) strings_add(&mount->lower, value);
  else if (!strcmp(key, "readonly")) mount->read_only = number(value) != 0;
  else if (!strcmp(key, "size")) mount->size = number(value);
  else if (!strcmp(key, "mode")) mount->mode = (unsigned)number(value);
  else if (!strcmp(key, "uid")) mount->uid = (unsigned)number(value);
  else if (!strcmp(key, "gid")) mount->gid = (unsigned)number(value);
  else if (!strcmp(key, "content")) mount->content = value, mount->content_length = length;
  else return false;
  return true;
}

static enum network_kind network(const char *value) {
  if (!strcmp(value, "none")) return NETWORK_NONE;
  if (!strcmp(value, "filtered")) return NETWORK_FILTERED;
  if (!strcmp(value, "host")) return NETWORK_HOST;
  fail("spec", "unknown network: %s", value);
}

static void add_group(struct spec *spec, unsigned group) {
  if (spec->group_count == sizeof spec->groups / sizeof *spec->groups) fail("spec", "too many groups");
  spec->groups[spec->group_count++] = group;
}

static bool set_number(struct spec *spec, const char *key, const char *value) {
  if (!strcmp(key, "uid")) spec->uid = (unsigned)number(value);
  else if (!strcmp(key, "gid")) spec->gid = (unsigned)number(value);
  else if (!strcmp(key, "group")) add_group(spec, (unsigned)number(value));
  else if (!strcmp(key, "memory")) spec->memory = number(value);
  else if (!strcmp(key, "processes")) spec->processes = number(value);
  else if (!strcmp(key, "cpu-millis")) spec->cpu_millis = number(value);
  else if (!strcmp(key, "cpu-time")) spec->cpu_time = number(value);
  else if (!strcmp(key, "disk")) spec->disk = number(value);
  else if (!strcmp(key, "output")) spec->output = number(value);
  else if (!strcmp(key, "milliseconds")) spec->milliseconds = number(value);
  else if (!strcmp(key, "prefix-length")) spec->prefix_length = (unsigned)number(value);
  else if (!strcmp(key, "mtu")) spec->mtu = (unsigned)number(value);
  else if (!strcmp(key, "input")) spec->input = number(value) != 0;
  else if (!strcmp(key, "container")) spec->container = number(value) != 0;
  else if (!strcmp(key, "read-only-root")) spec->read_only_root = number(value) != 0;
  else if (!strcmp(key, "cgroups")) spec->use_cgroups = number(value) != 0;
  else return false;
  return true;
}

/* COLUMNSxROWS */
static struct terminal_size terminal(const char *value) {
  struct terminal_size size;
  if (sscanf(value, "%hux%hu", &size.columns, &size.rows) != 2 || !size.columns) fail("spec", "not a terminal: %s", value);
  return size;
}

static bool set_text(struct spec *spec, const char *key, const char *value) {
  if (!strcmp(key, "lower")) strings_add(&spec->lower, value);
  else if (!strcmp(key, "arg")) strings_add(&spec->argv, value);
  else if (!strcmp(key, "env")) strings_add(&spec->env, value);
  else if (!strcmp(key, "upper")) spec->upper = value;
  else if (!strcmp(key, "work")) spec->work = value;
  else if (!strcmp(key, "cwd")) spec->cwd = value;
  else if (!strcmp(key, "hostname")) spec->hostname = value;
  else if (!strcmp(key, "cgroup")) spec->group = value;
  else if (!strcmp(key, "hosts")) spec->hosts = value;
  else if (!strcmp(key, "resolv")) spec->resolv = value;
  else if (!strcmp(key, "network")) spec->network = network(value);
  else if (!strcmp(key, "guest-address")) spec->guest_address = value;
  else if (!strcmp(key, "gateway")) spec->gateway = value;
  else if (!strcmp(key, "guest-mac")) spec->guest_mac = value;
  else if (!strcmp(key, "gateway-mac")) spec->gateway_mac = value;
  else if (!strcmp(key, "terminal")) spec->terminal = terminal(value);
  else if (!strcmp(key, "mount")) set_mount(spec, value);
  else return false;
  return true;
}

static void check_command(const struct spec *spec) {
  if (!spec->argv.count) fail("spec", "no command");
  if (!spec->cwd) fail("spec", "cwd missing");
}

static void check(const struct spec *spec) {
  if (!spec->upper || !spec->work || !spec->hostname) fail("spec", "upper, work or hostname missing");
  for (size_t i = 0; i < spec->mount_count; i++) {
    const struct mount_spec *mount = &spec->mounts[i];
    if (!mount->target || mount->target[0] != '/') fail("spec", "a mount's target must be absolute");
    if (mount->kind == MOUNT_BIND && !mount->source) fail("spec", "a bind mount without source");
    if (mount->kind == MOUNT_OVERLAY && !mount->lower.count) fail("spec", "an overlay mount without layers");
  }
}

void spec_read(int fd, struct spec *spec, bool is_exec) {
  struct buffer input = {0};
  read_all(fd, &input, SPEC_BYTES_MAX);
  char *at = input.bytes, *end = input.bytes + input.length;
  while (at < end) {
    const char *key = at;
    char *key_end = memchr(at, 0, (size_t)(end - at));
    if (!key_end || end - key_end < 6) fail("spec", "cut off");
    uint32_t length;
    memcpy(&length, key_end + 1, 4); /* both architectures are little endian */
    char *value = key_end + 5;
    if (length >= (size_t)(end - value) || value[length]) fail("spec", "cut off at %s", key);
    if (!set_text(spec, key, value) && !set_number(spec, key, value) && !set_mount_field(spec, key, value, length))
      fail("spec", "unknown key: %s", key);
    at = value + length + 1;
  }
  check_command(spec);
  if (!is_exec) check(spec);
}
