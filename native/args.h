// Reading a call's arguments. Whatever does not fit is refused with a RangeError or TypeError that names the argument.
#pragma once
#include <node_api.h>

#include <cstdint>
#include <string>
#include <vector>

#include "dtype.h"
#include "pool.h"

namespace tsgrad {

// Thrown on the way in, before anything was written; `entry` turns it into a JavaScript error.
struct Refusal {
  enum Kind { range, type } kind;
  std::string text;
};

// A typed array: its memory is used in place, during the call only.
struct Array {
  const char* name;
  DType type;
  char* data;
  int64_t length;

  template <class T> T* as() const { return reinterpret_cast<T*>(data); }
};

class Call {
 public:
  static constexpr size_t kMaxArguments = 8;

  Call(napi_env env, napi_callback_info info);

  Array array(size_t i, const char* name) const;
  Array array(size_t i, const char* name, DType type) const;
  // A typed array of type `a.type`.
  Array like(const Array& a, size_t i, const char* name) const;
  // A JavaScript array of typed arrays; where it has null, there is no memory and the length is 0.
  std::vector<Array> arrays(size_t i, const char* name) const;
  // A Uint32Array of at least `length` words.
  uint32_t* words(size_t i, const char* name, size_t length) const;
  double number(size_t i, const char* name) const;
  int64_t integer(size_t i, const char* name, int64_t least, int64_t most) const;
  bool boolean(size_t i, const char* name) const;
  bool isNull(size_t i) const;
  // A number or a bigint, for an array of any type.
  template <class T> T scalar(size_t i, const char* name) const;

  void give(bool value);
  void give(double value);
  napi_value result() const { return result_; }

 private:
  Array arrayOf(napi_value value, const char* name) const;
  [[noreturn]] void refuse(const char* name, const char* expected) const;

  napi_env env_;
  size_t count_ = kMaxArguments;
  napi_value argument_[kMaxArguments];
  napi_value result_ = nullptr;
};

// The order of an op in its family's table, as JavaScript sends it; the addon exports the names in that order.
template <class Table> const auto& rowOf(const Call& call, const Table& table) {
  return table[call.integer(0, "op", 0, static_cast<int64_t>(std::size(table)) - 1)];
}

void throwIn(napi_env env, const Refusal& refusal);
void throwOutOfMemory(napi_env env);
// Blocks of the work were left out.
void throwInterrupted(napi_env env);

template <void (*family)(Call&)> napi_value entry(napi_env env, napi_callback_info info) {
  try {
    Call call(env, info);
    family(call);
    if (pool::takeInterrupted()) throwInterrupted(env);
    return call.result();
  } catch (const Refusal& refusal) {
    throwIn(env, refusal);
  } catch (const std::bad_alloc&) {
    throwOutOfMemory(env);
  }
  return nullptr;
}

}  // namespace tsgrad
