// Stops JavaScript of the main thread from any thread, or by SIGINT, and keeps the process whole.
#pragma once
#include <v8.h>

#include <cstdint>

namespace session {

// Why and how what ran was stopped; bits of one number, as JavaScript gets them.
enum Stopped : uint32_t {
  kHit = 1,       // code was terminated (else nothing ran that could be)
  kSignal = 2,    // by a SIGINT from outside
  kMemory = 4,    // by the heap's limit
};

// attach({landing, interrupted, pending, own, flag}): `own` are prefixes of script names of the kernel's own code, `flag` an
// Int32Array whose first element is 1 while an interrupt is under way: long native operations poll it.
void attach(const v8::FunctionCallbackInfo<v8::Value>& info);
// call(f, this, ...args): what f returns; `interrupted` if it was stopped, `pending` if an interrupt that is not answered
// yet came before (f was not called).
void call(const v8::FunctionCallbackInfo<v8::Value>& info);
// hold(f): calls f, in which nothing is stopped; an interrupt waits.
void hold(const v8::FunctionCallbackInfo<v8::Value>& info);
// interrupt(): from any thread.
void interrupt(const v8::FunctionCallbackInfo<v8::Value>& info);
// stopped(): the bits of the interrupt answered last.
void stopped(const v8::FunctionCallbackInfo<v8::Value>& info);
// inside(): whether a `call` is under way.
void inside(const v8::FunctionCallbackInfo<v8::Value>& info);
// listen(): SIGINT is ours again, should somebody have taken it (`vm` with breakOnSigint does).
void listen(const v8::FunctionCallbackInfo<v8::Value>& info);

// On the main thread: stop what runs now, for this reason.
void stopNow(v8::Isolate* isolate, Stopped reason);

}  // namespace session
