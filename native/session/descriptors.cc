#include "descriptors.h"

#include <fcntl.h>
#include <node.h>
#include <unistd.h>

namespace session {
namespace {

Captured ends;

// -1: no descriptor is to be had.
int lead(int descriptor) {
  int fds[2];
  if (pipe(fds) != 0) return -1;
  fcntl(fds[0], F_SETFD, FD_CLOEXEC);
  fcntl(fds[0], F_SETFL, O_NONBLOCK);
  const int led = dup2(fds[1], descriptor);  // whoever writes there meanwhile writes to the one or to the other
  close(fds[1]);
  if (led >= 0) return fds[0];
  close(fds[0]);
  return -1;
}

}  // namespace

const Captured& captured() { return ends; }

void captureDescriptors(const v8::FunctionCallbackInfo<v8::Value>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  if (ends.log < 0) {
    ends.log = fcntl(2, F_DUPFD_CLOEXEC, 3);
    ends.out = lead(1);
    ends.err = lead(2);
  }
  const auto result = v8::Object::New(isolate);
  const auto put = [&](const char* name, int fd) {
    const auto key = v8::String::NewFromUtf8(isolate, name).ToLocalChecked();
    result->Set(isolate->GetCurrentContext(), key, v8::Integer::New(isolate, fd)).Check();
  };
  put("stdout", ends.out);
  put("stderr", ends.err);
  put("log", ends.log);
  info.GetReturnValue().Set(result);
}

}  // namespace session
