#include "crash.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <cstring>

#if defined(__linux__) || defined(__APPLE__)
#include <execinfo.h>
#endif
#include "descriptors.h"

// V8's v8-wasm-trap-handler-posix.h, which Node's headers leave out. WebAssembly looks for its bounds by faults, which are
// no crashes. Weak: a V8 without it has no such faults.
namespace v8 {
__attribute__((weak)) bool TryHandleWebAssemblyTrapPosix(int signal, siginfo_t* info, void* context);
}

namespace session {
namespace {

constexpr int kSignals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
constexpr int kFrames = 16;
struct sigaction before[sizeof kSignals / sizeof *kSignals];

// Only what is allowed in a signal's handler.
void say(int fd, const char* text) {
  [[maybe_unused]] ssize_t written = write(fd, text, std::strlen(text));
}

const char* nameOf(int signal) {
  switch (signal) {
    case SIGSEGV: return "SIGSEGV (a bad access to memory)";
    case SIGBUS: return "SIGBUS (a bad access to memory)";
    case SIGILL: return "SIGILL (an illegal instruction)";
    case SIGFPE: return "SIGFPE (a division by zero of integers)";
    default: return "SIGABRT (an abort)";
  }
}

void onCrash(int signal, siginfo_t* info, void* context) {
  if (v8::TryHandleWebAssemblyTrapPosix && v8::TryHandleWebAssemblyTrapPosix(signal, info, context)) return;
  const int log = captured().log >= 0 ? captured().log : 2;
  say(log, "[tsgrad] the kernel crashed in native code: ");
  say(log, nameOf(signal));
  say(log, ". The libraries that were called, the innermost first:\n");
  void* frames[kFrames];
  backtrace_symbols_fd(frames, backtrace(frames, kFrames), log);
  // The wire's thread still runs: it may have read something and can send it.
  const timespec pause{0, 200 * 1000 * 1000};
  nanosleep(&pause, nullptr);
  recall(log);
  pourOut(captured().err, log);  // it would die with the process
  dup2(log, 2);  // a core dump's or a sanitizer's words
  // As if we had not been there.
  for (size_t i = 0; i < sizeof kSignals / sizeof *kSignals; i++)
    if (kSignals[i] == signal) sigaction(signal, &before[i], nullptr);
  if (signal == SIGABRT || info->si_code <= 0) raise(signal);  // others happen again
}

}  // namespace

void reportCrashes(const v8::FunctionCallbackInfo<v8::Value>&) {
  void* frames[1];
  backtrace(frames, 1);  // it loads a library when first used
  for (size_t i = 0; i < sizeof kSignals / sizeof *kSignals; i++) {
    struct sigaction action {};
    action.sa_sigaction = onCrash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    sigaction(kSignals[i], &action, &before[i]);
  }
}

}  // namespace session
