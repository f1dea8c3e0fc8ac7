#include "heap.h"

#include "interrupt.h"

namespace session {
namespace {

// So much more for the way out of what filled it; V8 gives it back once half of the limit is free again.
constexpr size_t kReserve = size_t{256} << 20;

bool stopping = false;

size_t onNearLimit(void* isolate, size_t current, size_t initial) {
  // A second time while the first is not answered: what fills the heap cannot be stopped, and V8 may have its way.
  if (stopping) return current;
  stopping = true;
  stopNow(static_cast<v8::Isolate*>(isolate), kMemory);
  return current + kReserve;
}

}  // namespace

void guardHeap(const v8::FunctionCallbackInfo<v8::Value>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  isolate->AddNearHeapLimitCallback(onNearLimit, isolate);
}

void heapFreed(const v8::FunctionCallbackInfo<v8::Value>& info) {
  if (!stopping) return;
  stopping = false;
  v8::Isolate* isolate = info.GetIsolate();
  isolate->RemoveNearHeapLimitCallback(onNearLimit, 0);
  isolate->AddNearHeapLimitCallback(onNearLimit, isolate);
  isolate->AutomaticallyRestoreInitialHeapLimit(0.5);
}

}  // namespace session
