#include "memory.h"

#if defined(__linux__)
#include <features.h>
#endif
#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace tsgrad {

void tuneMemory() {
#if defined(__GLIBC__)
  // V8's ArrayBuffers come from malloc. By default glibc maps each large one afresh, and the page faults of a 4 MB
  // result then take longer than adding its million numbers. 32 MB is the most that M_MMAP_THRESHOLD takes.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 512 << 20);
#endif
}

}  // namespace tsgrad
