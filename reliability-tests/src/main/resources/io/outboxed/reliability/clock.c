/* Preloaded into a node: moves its wall clock by so many seconds as the file that CLOCK_OFFSET_FILE names says, eight bytes in the
   machine's order, at any time. libfaketime does the same, and makes a WildFly start in 138 s instead of 12. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const volatile long long *offset;

__attribute__((constructor)) static void map_offset(void) {
  const char *name = getenv("CLOCK_OFFSET_FILE");
  int file = name ? open(name, O_RDONLY) : -1;
  if (file < 0) {
    return;
  }
  void *page = mmap(0, sizeof *offset, PROT_READ, MAP_SHARED, file, 0);
  if (page != MAP_FAILED) {
    offset = page;
  }
  close(file);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  int result = syscall(SYS_clock_gettime, clock, time);
  if (result == 0 && clock == CLOCK_REALTIME && offset) {
    time->tv_sec += *offset;
  }
  return result;
}
