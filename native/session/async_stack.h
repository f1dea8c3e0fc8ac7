// Node keeps a stack of ids of asynchronous operations. A termination unwinds past the hooks that shorten it; Node checks it
// and aborts the process. So it is put back.
#pragma once
#include <v8.h>

namespace session::async_stack {

// repairAsyncStack({hookFields, idFields, resources, check, stackLength, executionId, triggerId}): Node's own arrays and
// their indices (kernel/session/async_stack.ts finds them).
void use(const v8::FunctionCallbackInfo<v8::Value>& info);

// From any thread: let Node check nothing before the repair.
void stopChecking();
// What can be put back while JavaScript frames are still on the stack.
void reset();
// The rest, at the bottom of the event loop.
void resetResources(v8::Isolate* isolate, v8::Local<v8::Context> context);

// The values of AsyncLocalStorage's from Node 24 on: `call` puts them back, since their own `finally` does not run.
class Frame {
 public:
  explicit Frame(v8::Isolate* isolate);
  void restore();
  static void clear(v8::Isolate* isolate);

 private:
  v8::Isolate* isolate_;
  v8::Local<v8::Data> frame_;
};

}  // namespace session::async_stack
