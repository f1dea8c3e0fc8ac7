// What the kernel's session needs that neither Node nor Node-API gives: `SessionAddon` in kernel/session_addon.ts.
#include <node.h>

#include "async_stack.h"
#include "crash.h"
#include "descriptors.h"
#include "heap.h"
#include "interrupt.h"

namespace session {
namespace {

// isTermination(value): V8's own value of a termination, which JavaScript must not touch.
void isTermination(const v8::FunctionCallbackInfo<v8::Value>& info) {
  const auto value = info[0];
  info.GetReturnValue().Set(!(value->IsObject() || value->IsNullOrUndefined() || value->IsBoolean() ||
                              value->IsNumber() || value->IsString() || value->IsSymbol() || value->IsBigInt()));
}

}  // namespace
}  // namespace session

NODE_MODULE_INIT() {
  using namespace session;
  NODE_SET_METHOD(exports, "attach", attach);
  NODE_SET_METHOD(exports, "call", call);
  NODE_SET_METHOD(exports, "hold", hold);
  NODE_SET_METHOD(exports, "interrupt", interrupt);
  NODE_SET_METHOD(exports, "stopped", stopped);
  NODE_SET_METHOD(exports, "inside", inside);
  NODE_SET_METHOD(exports, "listen", listen);
  NODE_SET_METHOD(exports, "repairAsyncStack", async_stack::use);
  NODE_SET_METHOD(exports, "isTermination", isTermination);
  NODE_SET_METHOD(exports, "guardHeap", guardHeap);
  NODE_SET_METHOD(exports, "heapFreed", heapFreed);
  NODE_SET_METHOD(exports, "captureDescriptors", captureDescriptors);
  NODE_SET_METHOD(exports, "lastWords", lastWords);
  NODE_SET_METHOD(exports, "remember", remember);
  NODE_SET_METHOD(exports, "reportCrashes", reportCrashes);
}
