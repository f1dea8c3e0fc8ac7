// A crash in native code ends the kernel: its reason goes to the server's log, with what was printed last.
#pragma once
#include <v8.h>

namespace session {

// reportCrashes(): from now on.
void reportCrashes(const v8::FunctionCallbackInfo<v8::Value>& info);

}  // namespace session
