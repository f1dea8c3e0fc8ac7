// What native code and child processes write to descriptors 1 and 2 comes out of pipes.
#pragma once
#include <v8.h>

namespace session {

// captureDescriptors(): {stdout, stderr, log}: the reading ends of the pipes, which do not block, and a copy of what
// descriptor 2 was.
void captureDescriptors(const v8::FunctionCallbackInfo<v8::Value>& info);

// The captured ends, for the last words of a crash; -1 where nothing is captured.
struct Captured {
  int out = -1, err = -1, log = -1;
};
const Captured& captured();

}  // namespace session
