#include "memory.h"

#if defined(__linux__)
#include <features.h>
#endif
#if defined(__GLIBC__)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#endif

namespace tsgrad {
namespace {

#if defined(__GLIBC__)
// 32 MB is the most that M_MMAP_THRESHOLD takes.
constexpr size_t kMapped = 32 << 20;
// How much of the heap is asked to lie in huge pages. It is address space: what nobody writes to takes no memory.
constexpr size_t kHuge = 512 << 20;

// Results come from the heap, where they are made and dropped again and again: in pages of 4 KB a result of 4 MB has a
// thousand of them to be looked up, in pages of 2 MB three. The heap grows by blocks that are given back at once, so that
// malloc keeps the room; where the system has no huge pages for those who ask, nothing changes.
void askForHugePages() {
  constexpr int most = kHuge / (kMapped / 2);
  void* block[most];
  int count = 0;
  char *low = nullptr, *high = nullptr;
  for (; count < most; count++) {
    block[count] = std::malloc(kMapped / 2);
    if (!block[count]) break;
    char* const begin = static_cast<char*>(block[count]);
    if (!low || begin < low) low = begin;
    if (begin + kMapped / 2 > high) high = begin + kMapped / 2;
  }
  const uintptr_t page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  // Anything but one heap that grew from block to block is left alone.
  if (count == most && high - low < static_cast<ptrdiff_t>(2 * kHuge)) {
    const uintptr_t from = (reinterpret_cast<uintptr_t>(low) + page - 1) & ~(page - 1);
    madvise(reinterpret_cast<void*>(from), (reinterpret_cast<uintptr_t>(high) - from) & ~(page - 1), MADV_HUGEPAGE);
  }
  while (count > 0) std::free(block[--count]);
}
#endif

}  // namespace

void tuneMemory() {
#if defined(__GLIBC__)
  // V8's ArrayBuffers come from malloc. By default glibc maps each large one afresh, and the page faults of a 4 MB
  // result then take longer than adding its million numbers.
  mallopt(M_MMAP_THRESHOLD, kMapped);
  // What was freed stays: just above what askForHugePages has made.
  mallopt(M_TRIM_THRESHOLD, kHuge + (64 << 20));
  askForHugePages();
#endif
}

}  // namespace tsgrad
