// A cell that fills the heap is stopped shortly before V8 would end the process.
#pragma once
#include <v8.h>

namespace session {

// guardHeap(): from now on.
void guardHeap(const v8::FunctionCallbackInfo<v8::Value>& info);
// heapFreed(): the cell that filled it has been stopped; guard it again.
void heapFreed(const v8::FunctionCallbackInfo<v8::Value>& info);

}  // namespace session
