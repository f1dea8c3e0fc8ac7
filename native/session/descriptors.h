// What native code and child processes write to descriptors 1 and 2 comes out of pipes.
#pragma once
#include <v8.h>

namespace session {

// captureDescriptors(): {stdout, stderr, log}: the reading ends of the pipes, which do not block, and a copy of what
// descriptor 2 was.
void captureDescriptors(const v8::FunctionCallbackInfo<v8::Value>& info);

// lastWords(): what still lies in the pipe of descriptor 2 goes to the log, since nobody will read it.
void lastWords(const v8::FunctionCallbackInfo<v8::Value>& info);

// remember(bytes): what was read of descriptor 2 just now. Should the process crash before it is sent, the log has it.
void remember(const v8::FunctionCallbackInfo<v8::Value>& info);
// What was remembered within the last second. Allowed in a signal's handler.
void recall(int to);

// The captured ends, for the last words of a crash; -1 where nothing is captured.
struct Captured {
  int out = -1, err = -1, log = -1;
};
const Captured& captured();
// All that is there now. Allowed in a signal's handler.
void pourOut(int from, int to);

}  // namespace session
