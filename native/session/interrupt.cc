#include "interrupt.h"

#include <fcntl.h>
#include <node.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "async_stack.h"

namespace session {
namespace {

using Clock = std::chrono::steady_clock;
using v8::Isolate;
using v8::Local;
using v8::Value;

// Some long builtins (a power of BigInts) look for a termination and run no interrupt: when the main thread has worked for so
// long without a stack check it is forced.
constexpr auto kForced = std::chrono::milliseconds(100);
// A termination that was thrown goes off at once, unless Node's loop over timers got it: that calls JavaScript until it comes
// back, and V8 calls none while something terminates. After so long it is called off.
constexpr auto kStuck = std::chrono::milliseconds(20);
// Frames that are looked through for one of the user's.
constexpr int kFrames = 100;

struct State {
  std::mutex lock;             // of isolate, depth, killing
  Isolate* isolate = nullptr;  // the main thread's
  int depth = 0;               // of nested calls; only the outermost catches
  bool killing = false;        // a termination of ours is under way
  bool calledOff = false;      // one was thrown, and taken back before anything answered it
  std::atomic<int> held{0};
  std::atomic<uint32_t> asked{0};
  std::atomic<uint32_t> answered{0};
  std::atomic<uint32_t> reason{0};   // of what is asked: Stopped without kHit
  std::atomic<uint32_t> declined{0}; // stack checks at which nothing was to be stopped
  std::atomic<bool> stale{false};    // Node's asynchronous stack is to be put back
  uint32_t last = 0;                 // Stopped, of the interrupt answered last
  pthread_t main;
  int wake[2] = {-1, -1};            // a pipe: write is allowed in a signal's handler
  struct sigaction before {};        // libuv's handler
  uv_async_t bottom;
  uv_signal_t keep;                  // keeps libuv's handler, whatever listeners come and go
  v8::Global<v8::Context> context;
  v8::Global<v8::Function> landing;
  v8::Global<Value> interrupted, pending;
  std::shared_ptr<v8::BackingStore> flagMemory;
  std::atomic<int32_t>* flag = nullptr;
  std::vector<std::string> own;
};

// Never destroyed: the watcher may use it until the process is gone.
State& state = *new State;

bool isPending() { return state.asked.load() != state.answered.load(); }

void ask(uint32_t reason) {
  state.reason.fetch_or(reason);
  state.asked.fetch_add(1);
  if (state.flag) state.flag->store(1);
}

// The isolate's lock must be held.
void settle(bool hit) {
  state.last = (hit || state.calledOff ? uint32_t{kHit} : 0) | state.reason.exchange(0);
  state.calledOff = false;
  state.answered.store(state.asked.load());
  if (state.flag) state.flag->store(0);
  if (state.killing) {
    state.isolate->CancelTerminateExecution();
    state.killing = false;
  }
}

void wakeWatcher() {
  const char byte = 0;
  [[maybe_unused]] ssize_t written = write(state.wake[1], &byte, 1);  // full: it is awake
}

void onSignal(int signal) {
  const int error = errno;
  ask(kSignal);
  wakeWatcher();
  if (state.before.sa_handler != SIG_DFL && state.before.sa_handler != SIG_IGN) state.before.sa_handler(signal);
  errno = error;
}

void installSignal(struct sigaction* before) {
  struct sigaction action {};
  action.sa_handler = onSignal;
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  sigaction(SIGINT, &action, before);
}

// How long the main thread has worked. Not by the clock on the wall: on a busy machine it may have waited all the time, and
// would be hit in the kernel's own code.
Clock::duration worked() {
#if defined(__linux__)
  clockid_t clock;
  timespec time;
  if (pthread_getcpuclockid(state.main, &clock) == 0 && clock_gettime(clock, &time) == 0)
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
#endif
  return Clock::now().time_since_epoch();
}

bool startsWith(const std::string& text, const std::string& start) { return text.rfind(start, 0) == 0; }

// Code of Node's that must not be cut off. With a debugger attached an exception in a promise hook is reported as uncaught, and
// a termination's value then kills. A builtin module whose first load is cut off is never loaded again: its `finally` does not
// run, so Node takes it for one that is being loaded, and gives everybody the half of it that there is.
constexpr const char* kWhole[] = {"node:async_hooks", "node:internal/async_hooks", "node:internal/bootstrap/realm"};

// May a termination begin here? Some frame must be the user's (within a `call` one is), and none above it of the above.
bool isGoodPlace(Isolate* isolate, bool user) {
  v8::HandleScope scope(isolate);
  const auto trace = v8::StackTrace::CurrentStackTrace(isolate, kFrames, v8::StackTrace::kScriptName);
  for (int i = 0; i < trace->GetFrameCount(); i++) {
    const auto name = trace->GetFrame(isolate, i)->GetScriptNameOrSourceURL();
    if (name.IsEmpty()) return true;
    const v8::String::Utf8Value utf8(isolate, name);
    const std::string script(*utf8 ? *utf8 : "", utf8.length());
    for (const char* whole : kWhole)
      if (script == whole) return false;
    if (startsWith(script, "node:")) continue;
    if (user) return true;
    bool own = false;
    for (const auto& prefix : state.own) own = own || startsWith(script, prefix);
    if (!own) return true;
  }
  return user;
}

// The lock must be held.
void terminate(Isolate* isolate) {
  if (state.depth == 0) {
    state.stale = true;
    async_stack::reset();
  }
  state.killing = true;
  isolate->TerminateExecution();
}

// On the main thread, at a stack check of JavaScript.
void onInterrupt(Isolate* isolate, void*) {
  if (!isPending()) return;
  // Before the lock: a stack trace allocates, and a collection may come to the heap's limit.
  if (state.held > 0 || !isGoodPlace(isolate, state.depth > 0)) {
    state.declined++;  // the watcher asks again
    return;
  }
  std::lock_guard<std::mutex> guard(state.lock);
  if (isPending()) terminate(isolate);
}

void onMicrotasksDone(Isolate*, void*) {
  if (state.stale) async_stack::reset();
}

// One native thread carries interrupts out: it works though all threads of JavaScript are busy.
void watch() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, nullptr);
  char bytes[64];
  for (;;) {
    if (read(state.wake[0], bytes, sizeof bytes) < 0 && errno != EINTR) return;
    uint32_t seen = state.declined;
    auto alive = worked();  // when the main thread was last seen at a stack check
    auto thrown = alive;    // when no termination was last seen that is thrown
    for (int round = 0; isPending(); round++) {
      const bool declined = state.declined != seen;
      if (declined) {
        seen = state.declined;
        alive = worked();
      }
      {
        std::lock_guard<std::mutex> guard(state.lock);
        if (!state.isolate) return;
        if (!state.killing || !state.isolate->IsExecutionTerminating()) thrown = worked();
        if (worked() - thrown > kStuck) {
          state.isolate->CancelTerminateExecution();
          state.killing = false;
          state.calledOff = state.stale = true;
        } else if (!state.killing && state.held == 0 && worked() - alive > kForced) {
          state.killing = true;
          if (state.depth == 0) state.stale = true;
          async_stack::stopChecking();
          state.isolate->TerminateExecution();
        } else {
          state.isolate->RequestInterrupt(onInterrupt, nullptr);  // again, should a termination have been lost
        }
        uv_async_send(&state.bottom);
      }
      std::this_thread::sleep_for(declined      ? std::chrono::microseconds(50)
                                  : round < 50 ? std::chrono::microseconds(1000)
                                               : std::chrono::microseconds(10000));
    }
  }
}

// The bottom of the event loop: no frame of JavaScript is on the stack. What was stopped outside of a `call` ends up here.
void onBottom(uv_async_t*) {
  if (!isPending() && !state.stale) return;
  Isolate* isolate = state.isolate;
  if (!isolate) return;
  v8::HandleScope handles(isolate);
  const auto context = state.context.Get(isolate);
  v8::Context::Scope inContext(context);
  const bool asked = isPending();
  if (asked) {
    std::lock_guard<std::mutex> guard(state.lock);
    settle(state.killing);  // before anything else: what still terminates lets no property be set
  }
  if (state.stale.exchange(false)) async_stack::resetResources(isolate, context);
  if (!asked) return;
  Local<Value> news[] = {v8::Integer::NewFromUnsigned(isolate, state.last)};
  node::MakeCallback(isolate, context->Global(), state.landing.Get(isolate), 1, news, {0, 0});
}

void leave(void*) {
  std::lock_guard<std::mutex> guard(state.lock);
  state.isolate = nullptr;
}

Local<Value> field(Isolate* isolate, Local<v8::Object> object, const char* name) {
  const auto key = v8::String::NewFromUtf8(isolate, name).ToLocalChecked();
  return object->Get(isolate->GetCurrentContext(), key).ToLocalChecked();
}

void refuse(Isolate* isolate, const char* text) {
  isolate->ThrowException(v8::Exception::TypeError(v8::String::NewFromUtf8(isolate, text).ToLocalChecked()));
}

bool openPipe() {
  if (pipe(state.wake) != 0) return false;
  for (int fd : state.wake) fcntl(fd, F_SETFD, FD_CLOEXEC);
  fcntl(state.wake[1], F_SETFL, O_NONBLOCK);
  return true;
}

}  // namespace

void attach(const v8::FunctionCallbackInfo<Value>& info) {
  Isolate* isolate = info.GetIsolate();
  const auto context = isolate->GetCurrentContext();
  if (state.isolate) return refuse(isolate, "attached already");
  if (!info[0]->IsObject()) return refuse(isolate, "attach wants an object");
  const auto given = info[0].As<v8::Object>();
  const auto landing = field(isolate, given, "landing"), own = field(isolate, given, "own");
  const auto flag = field(isolate, given, "flag");
  if (!landing->IsFunction() || !own->IsArray() || !flag->IsInt32Array() || flag.As<v8::Int32Array>()->Length() < 1)
    return refuse(isolate, "attach: landing, own or flag is of the wrong kind");
  if (!openPipe()) return refuse(isolate, "attach: no pipe is to be had");

  state.context.Reset(isolate, context);
  state.landing.Reset(isolate, landing.As<v8::Function>());
  state.interrupted.Reset(isolate, field(isolate, given, "interrupted"));
  state.pending.Reset(isolate, field(isolate, given, "pending"));
  const auto prefixes = own.As<v8::Array>();
  for (uint32_t i = 0; i < prefixes->Length(); i++) {
    const v8::String::Utf8Value prefix(isolate, prefixes->Get(context, i).ToLocalChecked());
    state.own.emplace_back(*prefix ? *prefix : "", prefix.length());
  }
  const auto words = flag.As<v8::Int32Array>();
  state.flagMemory = words->Buffer()->GetBackingStore();
  state.flag = reinterpret_cast<std::atomic<int32_t>*>(static_cast<char*>(state.flagMemory->Data()) + words->ByteOffset());

  uv_loop_t* loop = node::GetCurrentEventLoop(isolate);
  uv_async_init(loop, &state.bottom, onBottom);
  uv_unref(reinterpret_cast<uv_handle_t*>(&state.bottom));
  uv_signal_init(loop, &state.keep);
  uv_signal_start(&state.keep, [](uv_signal_t*, int) {}, SIGINT);
  uv_unref(reinterpret_cast<uv_handle_t*>(&state.keep));
  installSignal(&state.before);
  isolate->AddMicrotasksCompletedCallback(onMicrotasksDone, nullptr);
  node::AddEnvironmentCleanupHook(isolate, leave, nullptr);
  {
    std::lock_guard<std::mutex> guard(state.lock);
    state.answered.store(state.asked.load());  // what came before was for nobody here
    state.main = pthread_self();
    state.isolate = isolate;
  }
  std::thread(watch).detach();
}

void call(const v8::FunctionCallbackInfo<Value>& info) {
  Isolate* isolate = info.GetIsolate();
  const auto context = isolate->GetCurrentContext();
  if (!info[0]->IsFunction()) return refuse(isolate, "call wants a function");
  const auto function = info[0].As<v8::Function>();
  std::vector<Local<Value>> arguments;
  if (info.Length() > 2) arguments.reserve(info.Length() - 2);
  for (int i = 2; i < info.Length(); i++) arguments.push_back(info[i]);
  const int count = static_cast<int>(arguments.size());

  if (state.depth > 0 || state.held > 0 || !state.isolate) {
    Local<Value> result;
    if (function->Call(context, info[1], count, arguments.data()).ToLocal(&result)) info.GetReturnValue().Set(result);
    return;
  }
  if (isPending()) {
    const bool within = isGoodPlace(isolate, false);
    std::lock_guard<std::mutex> guard(state.lock);
    // Code of the user's that stands outside of a `call`, after an `await`, has called this: that is what has to stop, at the
    // next stack check, and not only what it wanted to call.
    if (within) return terminate(isolate);
    // Code may have been stopped on the way here, with the bottom of the loop still to come.
    settle(state.killing);
    uv_async_send(&state.bottom);
    info.GetReturnValue().Set(state.pending.Get(isolate));
    return;
  }
  v8::TryCatch caught(isolate);
  async_stack::Frame frame(isolate);
  {
    std::lock_guard<std::mutex> guard(state.lock);
    state.depth = 1;
  }
  const auto outcome = function->Call(context, info[1], count, arguments.data());
  bool hit;
  {
    std::lock_guard<std::mutex> guard(state.lock);
    state.depth = 0;
    hit = state.killing;
    if (hit) isolate->CancelTerminateExecution();
    state.killing = false;
  }
  if (hit) {
    caught.Reset();
    frame.restore();
    const bool within = isGoodPlace(isolate, false);
    std::lock_guard<std::mutex> guard(state.lock);
    if (within) return terminate(isolate);  // as above
    settle(true);
    info.GetReturnValue().Set(state.interrupted.Get(isolate));
    return;
  }
  Local<Value> result;
  if (outcome.ToLocal(&result)) info.GetReturnValue().Set(result);
  else caught.ReThrow();
}

void hold(const v8::FunctionCallbackInfo<Value>& info) {
  Isolate* isolate = info.GetIsolate();
  if (!info[0]->IsFunction()) return refuse(isolate, "hold wants a function");
  state.held++;
  const auto outcome = info[0].As<v8::Function>()->Call(isolate->GetCurrentContext(), v8::Undefined(isolate), 0, nullptr);
  state.held--;
  Local<Value> result;
  if (outcome.ToLocal(&result)) info.GetReturnValue().Set(result);
}

void interrupt(const v8::FunctionCallbackInfo<Value>&) {
  ask(0);
  wakeWatcher();
}

void stopped(const v8::FunctionCallbackInfo<Value>& info) { info.GetReturnValue().Set(state.last); }

void inside(const v8::FunctionCallbackInfo<Value>& info) { info.GetReturnValue().Set(state.depth > 0); }

void listen(const v8::FunctionCallbackInfo<Value>&) {
  if (state.isolate) installSignal(nullptr);
}

void stopNow(Isolate* isolate, Stopped reason) {
  ask(reason);
  {
    std::lock_guard<std::mutex> guard(state.lock);
    if (!state.isolate) return;
    terminate(isolate);
  }
  wakeWatcher();  // should nothing be there to answer, the bottom of the loop does
}

}  // namespace session
