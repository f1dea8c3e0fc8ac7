// Working memory for the threads of a region: one slot for each, allocated before it begins, because what runs inside
// must not throw.
#pragma once
#include <memory>
#include <mutex>
#include <vector>

#include "pool.h"

namespace tsgrad {

template <class T> class Slots {
 public:
  struct Slot {
    std::unique_ptr<T[]> memory;
    int64_t holds = -1;  // what the user says is in it
  };

  // `zeroed`: all is 0 at first.
  Slots(int64_t chunks, int64_t size, bool zeroed) {
    const int64_t count = std::max<int64_t>(1, std::min<int64_t>(pool::threads(), chunks));
    slots_.resize(count);
    free_.reserve(count);
    for (Slot& slot : slots_) {
      slot.memory.reset(zeroed ? new T[size]() : new T[size]);
      free_.push_back(&slot);
    }
  }

  // For one chunk; no more chunks run at once than there are threads.
  class Use {
   public:
    explicit Use(Slots& slots) : slots_(slots) {
      std::lock_guard<std::mutex> lock(slots_.mutex_);
      slot_ = slots_.free_.back();
      slots_.free_.pop_back();
    }
    ~Use() {
      std::lock_guard<std::mutex> lock(slots_.mutex_);
      slots_.free_.push_back(slot_);
    }
    Slot& operator*() { return *slot_; }
    Slot* operator->() { return slot_; }

   private:
    Slots& slots_;
    Slot* slot_;
  };

 private:
  std::vector<Slot> slots_;
  std::vector<Slot*> free_;
  std::mutex mutex_;
};

}  // namespace tsgrad
