#include "async_stack.h"

#include <node.h>

#include <memory>

namespace session::async_stack {
namespace {

using v8::Local;

struct Arrays {
  std::shared_ptr<v8::BackingStore> keep[2];
  volatile uint32_t* check = nullptr;
  volatile uint32_t* length = nullptr;
  volatile double* executionId = nullptr;
  volatile double* triggerId = nullptr;
  v8::Global<v8::Array> resources;
};

// Never destroyed: other threads may use it until the process is gone.
Arrays& arrays = *new Arrays;

Local<v8::Value> field(v8::Isolate* isolate, Local<v8::Object> object, const char* name) {
  const auto key = v8::String::NewFromUtf8(isolate, name).ToLocalChecked();
  return object->Get(isolate->GetCurrentContext(), key).ToLocalChecked();
}

}  // namespace

void use(const v8::FunctionCallbackInfo<v8::Value>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  if (!info[0]->IsObject()) return;
  const auto given = info[0].As<v8::Object>();
  const auto hookFields = field(isolate, given, "hookFields"), idFields = field(isolate, given, "idFields");
  const auto resources = field(isolate, given, "resources");
  if (!hookFields->IsUint32Array() || !idFields->IsFloat64Array() || !resources->IsArray()) return;
  const auto hooks = hookFields.As<v8::Uint32Array>();
  const auto ids = idFields.As<v8::Float64Array>();
  const auto at = [&](const char* name, size_t size) {
    const auto index = field(isolate, given, name);
    return index->IsUint32() && index.As<v8::Uint32>()->Value() < size ? int64_t(index.As<v8::Uint32>()->Value()) : -1;
  };
  const int64_t check = at("check", hooks->Length()), length = at("stackLength", hooks->Length());
  const int64_t executionId = at("executionId", ids->Length()), triggerId = at("triggerId", ids->Length());
  if (check < 0 || length < 0 || executionId < 0 || triggerId < 0) return;

  arrays.keep[0] = hooks->Buffer()->GetBackingStore();
  arrays.keep[1] = ids->Buffer()->GetBackingStore();
  auto* words = reinterpret_cast<uint32_t*>(static_cast<char*>(arrays.keep[0]->Data()) + hooks->ByteOffset());
  auto* numbers = reinterpret_cast<double*>(static_cast<char*>(arrays.keep[1]->Data()) + ids->ByteOffset());
  arrays.length = words + length;
  arrays.executionId = numbers + executionId;
  arrays.triggerId = numbers + triggerId;
  arrays.resources.Reset(isolate, resources.As<v8::Array>());
  arrays.check = words + check;
  stopChecking();
  info.GetReturnValue().Set(true);
}

void stopChecking() {
  if (arrays.check) *arrays.check = 0;
}

void reset() {
  if (!arrays.check) return;
  *arrays.check = 0;
  *arrays.length = 0;
  *arrays.executionId = 0;
  *arrays.triggerId = 0;
}

void resetResources(v8::Isolate* isolate, Local<v8::Context> context) {
  reset();
  Frame::clear(isolate);
  if (arrays.resources.IsEmpty()) return;
  const auto length = v8::String::NewFromUtf8Literal(isolate, "length");
  arrays.resources.Get(isolate)->Set(context, length, v8::Integer::New(isolate, 0)).Check();
}

#if NODE_MAJOR_VERSION >= 26
Frame::Frame(v8::Isolate* isolate) : isolate_(isolate), frame_(isolate->GetContinuationPreservedEmbedderDataV2()) {}
void Frame::restore() { isolate_->SetContinuationPreservedEmbedderDataV2(frame_); }
void Frame::clear(v8::Isolate* isolate) { isolate->SetContinuationPreservedEmbedderDataV2(v8::Undefined(isolate)); }
#elif NODE_MAJOR_VERSION >= 24
Frame::Frame(v8::Isolate* isolate) : isolate_(isolate), frame_(isolate->GetContinuationPreservedEmbedderData()) {}
void Frame::restore() { isolate_->SetContinuationPreservedEmbedderData(frame_.As<v8::Value>()); }
void Frame::clear(v8::Isolate* isolate) { isolate->SetContinuationPreservedEmbedderData(v8::Undefined(isolate)); }
#else
Frame::Frame(v8::Isolate* isolate) : isolate_(isolate) {}
void Frame::restore() {}
void Frame::clear(v8::Isolate*) {}
#endif

}  // namespace session::async_stack
