#include "args.h"

#include <cmath>

namespace tsgrad {

Call::Call(napi_env env, napi_callback_info info) : env_(env) {
  // Missing arguments arrive as undefined, so each is refused where it is read.
  napi_get_cb_info(env, info, &count_, argument_, nullptr, nullptr);
}

void Call::refuse(const char* name, const char* expected) const {
  throw Refusal{Refusal::type, std::string(name) + ": expected " + expected};
}

Array Call::array(size_t i, const char* name) const { return arrayOf(argument_[i], name); }

Array Call::arrayOf(napi_value value, const char* name) const {
  napi_typedarray_type type;
  size_t length;
  void* data;
  if (napi_get_typedarray_info(env_, value, &type, &length, &data, nullptr, nullptr) != napi_ok)
    refuse(name, "a typed array");
  DType dtype;
  switch (type) {
    case napi_float32_array: dtype = DType::f32; break;
    case napi_float64_array: dtype = DType::f64; break;
    case napi_bigint64_array: dtype = DType::i64; break;
    case napi_int32_array: dtype = DType::i32; break;
    case napi_uint8_array: dtype = DType::u8; break;
    default: refuse(name, "a Float32Array, Float64Array, BigInt64Array, Int32Array or Uint8Array");
  }
  return {name, dtype, static_cast<char*>(data), static_cast<int64_t>(length)};
}

Array Call::array(size_t i, const char* name, DType type) const {
  const Array a = array(i, name);
  if (a.type != type)
    throw Refusal{Refusal::type,
                  std::string(name) + ": expected elements of " + nameOf(type) + ", got " + nameOf(a.type)};
  return a;
}

Array Call::like(const Array& a, size_t i, const char* name) const { return array(i, name, a.type); }

std::vector<Array> Call::arrays(size_t i, const char* name) const {
  uint32_t count;
  if (napi_get_array_length(env_, argument_[i], &count) != napi_ok) refuse(name, "an array");
  std::vector<Array> list;
  list.reserve(count);
  for (uint32_t k = 0; k < count; k++) {
    napi_value value;
    napi_valuetype type;
    if (napi_get_element(env_, argument_[i], k, &value) != napi_ok || napi_typeof(env_, value, &type) != napi_ok)
      refuse(name, "an array of typed arrays");
    list.push_back(type == napi_null ? Array{name, DType::f32, nullptr, 0} : arrayOf(value, name));
  }
  return list;
}

uint32_t* Call::words(size_t i, const char* name, size_t least) const {
  napi_typedarray_type type;
  size_t length;
  void* data;
  if (napi_get_typedarray_info(env_, argument_[i], &type, &length, &data, nullptr, nullptr) != napi_ok ||
      type != napi_uint32_array)
    refuse(name, "a Uint32Array");
  if (length < least)
    throw Refusal{Refusal::range, std::string(name) + ": expected " + std::to_string(least) + " words"};
  return static_cast<uint32_t*>(data);
}

double Call::number(size_t i, const char* name) const {
  double value;
  if (napi_get_value_double(env_, argument_[i], &value) != napi_ok) refuse(name, "a number");
  return value;
}

int64_t Call::integer(size_t i, const char* name, int64_t least, int64_t most) const {
  const double value = number(i, name);
  if (!(value >= static_cast<double>(least) && value <= static_cast<double>(most)) || value != std::floor(value))
    throw Refusal{Refusal::range, std::string(name) + ": expected an integer from " + std::to_string(least) + " to " +
                                      std::to_string(most)};
  return static_cast<int64_t>(value);
}

bool Call::boolean(size_t i, const char* name) const {
  bool value;
  if (napi_get_value_bool(env_, argument_[i], &value) != napi_ok) refuse(name, "a boolean");
  return value;
}

bool Call::isNull(size_t i) const {
  napi_valuetype type;
  return napi_typeof(env_, argument_[i], &type) == napi_ok && type == napi_null;
}

template <class T> T Call::scalar(size_t i, const char* name) const {
  napi_valuetype type;
  napi_typeof(env_, argument_[i], &type);
  if (type == napi_bigint) {
    int64_t value;
    bool lossless;
    napi_get_value_bigint_int64(env_, argument_[i], &value, &lossless);
    return static_cast<T>(value);
  }
  const double value = number(i, name);
  if constexpr (std::is_floating_point_v<T>) return static_cast<T>(value);
  // What a typed array of integers makes of a number is its value modulo 2^bits; what no int64 can hold becomes 0.
  const bool fits = value >= -9223372036854775808.0 && value < 9223372036854775808.0;
  return static_cast<T>(fits ? static_cast<int64_t>(value) : 0);
}
template float Call::scalar(size_t, const char*) const;
template double Call::scalar(size_t, const char*) const;
template int64_t Call::scalar(size_t, const char*) const;
template int32_t Call::scalar(size_t, const char*) const;
template uint8_t Call::scalar(size_t, const char*) const;

void Call::give(bool value) { napi_get_boolean(env_, value, &result_); }
void Call::give(double value) { napi_create_double(env_, value, &result_); }

void throwIn(napi_env env, const Refusal& refusal) {
  if (refusal.kind == Refusal::type) napi_throw_type_error(env, nullptr, refusal.text.c_str());
  else napi_throw_range_error(env, nullptr, refusal.text.c_str());
}

void throwInterrupted(napi_env env) {
  napi_throw_error(env, "ERR_INTERRUPTED", "interrupted: the result is not complete");
}

void throwOutOfMemory(napi_env env) { napi_throw_range_error(env, nullptr, "out of memory"); }

}  // namespace tsgrad
