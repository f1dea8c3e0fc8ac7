#include "pool.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#if defined(_WIN32)
#include <windows.h>
#else
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#endif

namespace tsgrad::pool {
namespace {

using Clock = std::chrono::steady_clock;

// Waiting costs little if the wait is short, and gives way to other processes if cores are shared: without the yield
// a region took 106 us instead of 6 once both threads had to share a core.
class Spin {
 public:
  void turn() {
    if (++turns_ % 64 == 0) giveWay();
    else pause();
  }
  // Has this gone on for so long that sleeping is better?
  bool isLong() { return turns_ % 64 == 0 && Clock::now() - start_ > std::chrono::microseconds(50); }

 private:
  static void pause() {
#if defined(_WIN32)
    YieldProcessor();
#elif defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
  }
  static void giveWay() {
#if defined(_WIN32)
    std::this_thread::yield();
#else
    sched_yield();
#endif
  }

  unsigned turns_ = 0;
  Clock::time_point start_ = Clock::now();
};

// Threads that start meanwhile leave signals to the threads of JavaScript.
class NoSignals {
#if !defined(_WIN32)
 public:
  NoSignals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~NoSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_;
#endif
};

// Chunks that follow each other, of which the next one is to be taken.
struct alignas(64) Share {
  std::atomic<int64_t> next;
  int64_t end;
};

// Each thread has a share of the chunks, and the same one in every region of that size: what it wrote in one is near it in
// the next. Whoever has done its own takes from the others'.
struct Region {
  detail::Task task;
  const void* context;
  std::atomic<bool> cut;
  int shares;
  Share share[kMaxThreads];
};

std::atomic<const std::atomic<int32_t>*> interrupts{nullptr};
// Chunks of a region of this thread were left out.
thread_local bool leftOut = false;

bool interruptComes() {
  const auto* flag = interrupts.load(std::memory_order_relaxed);
  return flag && flag->load(std::memory_order_relaxed) != 0;
}

// `state` is a region's number (from bit 17), whether it is open (bit 16), and how many threads of the pool are inside.
// A thread enters by counting itself in while the region is open; the caller closes it when no chunk is left and waits
// for those inside, never for a thread that has not woken up.
constexpr uint64_t kInside = (1 << 16) - 1;
constexpr uint64_t kOpen = 1 << 16;
constexpr uint64_t kNumber = 1 << 17;

class Pool {
 public:
  void run(int64_t chunks, detail::Task task, const void* context);
  void setThreads(int count) { limit_.store(std::clamp(count, 1, kMaxThreads), std::memory_order_relaxed); }
  int threads() const { return limit_.load(std::memory_order_relaxed); }

 private:
  static void takeChunks(Region& region, int own) {
    for (int i = 0; i < region.shares; i++) {
      Share& share = region.share[(own + i) % region.shares];
      for (int64_t chunk; (chunk = share.next.fetch_add(1, std::memory_order_relaxed)) < share.end;) {
        if (interruptComes()) {
          region.cut.store(true, std::memory_order_relaxed);
          return;
        }
        region.task(region.context, chunk);
      }
    }
  }
  void start(int helpers);
  void work(int index);
  bool enter(uint64_t seen, int index);

  std::atomic<int> limit_{1};
  std::mutex busy_;  // one region at a time
  int started_ = 0;
  Region region_{};
  int helpers_ = 0;  // of this region
  alignas(64) std::atomic<uint64_t> state_{0};
  alignas(64) std::atomic<int> asleep_{0};
  std::mutex sleep_;
  std::condition_variable wake_;
};

thread_local bool inRegion = false;

void Pool::run(int64_t chunks, detail::Task task, const void* context) {
  const int helpers = static_cast<int>(std::min<int64_t>(threads(), chunks)) - 1;
  if (helpers <= 0 || inRegion || !busy_.try_lock()) {
    for (int64_t chunk = 0; chunk < chunks; chunk++) {
      if (interruptComes()) {
        leftOut = true;
        return;
      }
      task(context, chunk);
    }
    return;
  }
  std::lock_guard<std::mutex> lock(busy_, std::adopt_lock);
  start(helpers);
  region_.task = task;
  region_.context = context;
  region_.shares = helpers + 1;
  for (int i = 0; i <= helpers; i++) {
    region_.share[i].next.store(chunks * i / (helpers + 1), std::memory_order_relaxed);
    region_.share[i].end = chunks * (i + 1) / (helpers + 1);
  }
  region_.cut.store(false, std::memory_order_relaxed);
  helpers_ = helpers;
  const uint64_t number = (state_.load(std::memory_order_relaxed) / kNumber + 1) * kNumber;
  state_.store(number | kOpen);
  if (asleep_.load() > 0) {
    { std::lock_guard<std::mutex> sleep(sleep_); }  // nobody is between looking at `state_` and going to sleep
    wake_.notify_all();
  }
  inRegion = true;
  takeChunks(region_, 0);
  inRegion = false;
  state_.fetch_and(~kOpen);
  for (Spin spin; state_.load(std::memory_order_acquire) & kInside;) spin.turn();
  if (region_.cut.load(std::memory_order_relaxed)) leftOut = true;
}

void Pool::start(int helpers) {
  if (started_ >= helpers) return;
  [[maybe_unused]] NoSignals inherited;
  for (; started_ < helpers; started_++) {
    try {
      // Detached: a thread that waits for work must not keep the process from its exit.
      std::thread([this, index = started_] { work(index); }).detach();
    } catch (const std::system_error&) {
      return;  // no more threads are to be had: those that run do the work
    }
  }
}

bool Pool::enter(uint64_t seen, int index) {
  // helpers_ may be read only inside: until then the region can end and another begin.
  while (seen & kOpen) {
    if (state_.compare_exchange_weak(seen, seen + 1)) return index < helpers_ || (state_.fetch_sub(1), false);
  }
  return false;
}

void Pool::work(int index) {
  inRegion = true;
  for (uint64_t last = 0;;) {
    uint64_t seen;
    const auto isNew = [&] { return (seen = state_.load()) & kOpen && seen / kNumber != last; };
    for (Spin spin; !isNew();) {
      spin.turn();
      if (!spin.isLong()) continue;
      std::unique_lock<std::mutex> sleep(sleep_);
      asleep_.fetch_add(1);
      wake_.wait(sleep, isNew);
      asleep_.fetch_sub(1);
      break;
    }
    last = seen / kNumber;
    if (!enter(seen, index)) continue;
    takeChunks(region_, index + 1);
    state_.fetch_sub(1, std::memory_order_release);
  }
}

// Never destroyed: its threads may wait until the process is gone.
std::atomic<Pool*> current{nullptr};

Pool* pool() {
  Pool* p = current.load(std::memory_order_acquire);
  if (p) return p;
  Pool* fresh = new Pool;
  if (!current.compare_exchange_strong(p, fresh)) {
    delete fresh;
    return p;
  }
#if !defined(_WIN32)
  // A forked child has this pool's memory without its threads: it gets a pool of its own.
  static std::once_flag once;
  std::call_once(once, [] {
    pthread_atfork(nullptr, nullptr, [] {
      Pool* old = current.load();
      Pool* own = new Pool;
      own->setThreads(old->threads());
      current.store(own);
      inRegion = false;
    });
  });
#endif
  return fresh;
}

}  // namespace

void setThreads(int count) { pool()->setThreads(count); }
int threads() { return pool()->threads(); }

void watchInterrupts(const std::atomic<int32_t>* flag) { interrupts.store(flag); }

bool isInterrupted() { return leftOut; }
bool takeInterrupted() { return std::exchange(leftOut, false); }

void detail::run(int64_t chunks, Task task, const void* context) { pool()->run(chunks, task, context); }

}  // namespace tsgrad::pool
