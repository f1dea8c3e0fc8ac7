#include "descriptors.h"

#include <fcntl.h>
#include <node.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace session {
namespace {

Captured ends;

struct {
  char bytes[8192];
  size_t size = 0;
  timespec time{};
} words;

bool isRecent() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec - words.time.tv_sec <= 1;
}

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

void pourOut(int from, int to) {
  char bytes[4096];
  for (ssize_t size; from >= 0 && (size = read(from, bytes, sizeof bytes)) > 0;)
    if (write(to, bytes, static_cast<size_t>(size)) < 0) return;
}

void remember(const v8::FunctionCallbackInfo<v8::Value>& info) {
  if (!info[0]->IsUint8Array()) return;
  const auto bytes = info[0].As<v8::Uint8Array>();
  const size_t size = bytes->ByteLength();
  char* all = static_cast<char*>(bytes->Buffer()->Data()) + bytes->ByteOffset();
  if (!isRecent()) words.size = 0;
  // The end of what was there and of what came, as much as there is room for.
  const size_t fresh = std::min(size, sizeof words.bytes), kept = std::min(words.size, sizeof words.bytes - fresh);
  std::memmove(words.bytes, words.bytes + (words.size - kept), kept);
  std::memcpy(words.bytes + kept, all + (size - fresh), fresh);
  words.size = kept + fresh;
  clock_gettime(CLOCK_MONOTONIC, &words.time);
}

void recall(int to) {
  if (words.size > 0 && isRecent())
    [[maybe_unused]] const ssize_t written = write(to, words.bytes, words.size);
}

void lastWords(const v8::FunctionCallbackInfo<v8::Value>&) { pourOut(ends.err, ends.log); }

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
