/* Loaded before the service: writes down, in order, every write, cut, sync and removal below POWER_FOLDER into POWER_LOG.
   A record: kind (1 byte), length of the path (4), offset (8), length of the data (4), the path, the data. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t begun = PTHREAD_ONCE_INIT;
static int out = -1;
static char folder[512];
static size_t folder_length;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_truncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);

static void begin(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_truncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  const char *where = getenv("POWER_FOLDER"), *log = getenv("POWER_LOG");
  if (!where || !log) return;
  strncpy(folder, where, sizeof folder - 1);
  folder_length = strlen(folder);
  out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0644);
}

static void ready(void) { pthread_once(&begun, begin); }

/* The path of an open file, when it lies in the folder and is not the shared memory of the log. */
static int path_of(int file, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, 511);
  if (length <= 0) return 0;
  path[length] = 0;
  if (strncmp(path, folder, folder_length) != 0) return 0;
  return !(length > 4 && strcmp(path + length - 4, "-shm") == 0);
}

static void note(char kind, const char *path, int64_t offset, uint32_t length, const void *data) {
  uint32_t path_length = strlen(path);
  char head[17];
  head[0] = kind;
  memcpy(head + 1, &path_length, 4);
  memcpy(head + 5, &offset, 8);
  memcpy(head + 13, &length, 4);
  struct iovec parts[3] = {{head, 17}, {(void *)path, path_length}, {(void *)data, data ? length : 0}};
  if (writev(out, parts, 3) < 0) abort();
}

static ssize_t noted_write(int file, const void *data, size_t length, off_t offset, int is_at) {
  char path[512];
  if (out < 0 || file == out || !path_of(file, path))
    return is_at ? real_pwrite(file, data, length, offset) : real_write(file, data, length);
  pthread_mutex_lock(&turn);
  if (!is_at) offset = (fcntl(file, F_GETFL) & O_APPEND) ? lseek(file, 0, SEEK_END) : lseek(file, 0, SEEK_CUR);
  ssize_t done = is_at ? real_pwrite(file, data, length, offset) : real_write(file, data, length);
  if (done > 0) note('W', path, offset, (uint32_t)done, data);
  pthread_mutex_unlock(&turn);
  return done;
}

static int noted(char kind, int file, int64_t offset, int result) {
  char path[512];
  if (out >= 0 && result == 0 && path_of(file, path)) {
    pthread_mutex_lock(&turn);
    note(kind, path, offset, 0, NULL);
    pthread_mutex_unlock(&turn);
  }
  return result;
}

ssize_t write(int file, const void *data, size_t length) { ready(); return noted_write(file, data, length, 0, 0); }
ssize_t pwrite64(int file, const void *data, size_t length, off_t offset) { ready(); return noted_write(file, data, length, offset, 1); }
ssize_t pwrite(int file, const void *data, size_t length, off_t offset) { return pwrite64(file, data, length, offset); }
int ftruncate64(int file, off_t length) { ready(); return noted('T', file, length, real_truncate(file, length)); }
int ftruncate(int file, off_t length) { return ftruncate64(file, length); }
int fsync(int file) { ready(); return noted('S', file, 0, real_fsync(file)); }
int fdatasync(int file) { ready(); return noted('S', file, 0, real_fdatasync(file)); }

int unlink(const char *path) {
  ready();
  int result = real_unlink(path);
  if (out >= 0 && result == 0 && strncmp(path, folder, folder_length) == 0) {
    pthread_mutex_lock(&turn);
    note('U', path, 0, 0, NULL);
    pthread_mutex_unlock(&turn);
  }
  return result;
}
