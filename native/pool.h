// The one pool of threads. OpenBLAS keeps to the calling thread, so a product is split here like everything else:
// two pools that spin for work would take the cores from each other.
#pragma once
#include <algorithm>
#include <atomic>
#include <cstdint>

namespace tsgrad::pool {

constexpr int kMaxThreads = 256;

// How many threads a region may use, the caller's included. Threads start when they are first needed.
void setThreads(int count);
int threads();

// Elementwise work on fewer elements stays on the calling thread.
constexpr int64_t kGrain = 1 << 15;

// An interrupt of the process: not 0 while one is under way. Chunks that are not begun are left out then. The memory must stay.
void watchInterrupts(const std::atomic<int32_t>* flag);
// Whether, since the last look, chunks of this thread's regions were left out: results are incomplete.
bool takeInterrupted();
// The same, and the answer stays.
bool isInterrupted();

namespace detail {
using Task = void (*)(const void* context, int64_t chunk);
void run(int64_t chunks, Task task, const void* context);
}  // namespace detail

// Calls body(chunk) for each of `chunks` chunks, on several threads, in no order, and returns when all are done.
// Inside another region, or while another thread of JavaScript has one, all run on the calling thread.
// The body must not throw. Every chunk is taken at one place (pool.cc), where interrupts are looked for.
template <class Body> void forChunks(int64_t chunks, const Body& body) {
  if (chunks == 1) return body(int64_t{0});
  detail::run(chunks, [](const void* context, int64_t chunk) { (*static_cast<const Body*>(context))(chunk); }, &body);
}

// Calls body(begin, end) for pieces of [0, n) of `grain` (the last may be shorter). The pieces depend on n and grain
// alone, so results that depend on them do not depend on the number of threads.
template <class Body> void forPieces(int64_t n, int64_t grain, const Body& body) {
  if (n <= 0) return;
  if (n <= grain) return body(int64_t{0}, n);
  forChunks((n + grain - 1) / grain,
            [&](int64_t chunk) { body(chunk * grain, std::min(n, (chunk + 1) * grain)); });
}

}  // namespace tsgrad::pool
