#include "crash.h"

#include <signal.h>
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

// What still lies in a pipe would die with the process.
void pourOut(int from, int to) {
  char bytes[4096];
  for (ssize_t size; from >= 0 && (size = read(from, bytes, sizeof bytes)) > 0;)
    if (write(to, bytes, static_cast<size_t>(size)) < 0) return;
}

void onCrash(int signal, siginfo_t* info, void* context) {
  if (v8::TryHandleWebAssemblyTrapPosix && v8::TryHandleWebAssemblyTrapPosix(signal, info, context)) return;
  const int log = captured().log >= 0 ? captured().log : 2;
  say(log, "[tsgrad] the kernel crashed in native code: ");
  say(log, nameOf(signal));
  say(log, ". The libraries that were called, the innermost first:\n");
  void* frames[kFrames];
  backtrace_symbols_fd(frames, backtrace(frames, kFrames), log);
  pourOut(captured().err, log);
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
