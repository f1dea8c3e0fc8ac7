// Between strided memory and adjacent elements.
#pragma once
#include <cstdint>

#include "simd.h"

namespace tsgrad {

template <class T> inline void gather(T* to, const T* from, int64_t stride, int64_t n) {
  if (stride == 0) {
    const T value = *from;
    for (int64_t i = 0; i < n; i++) to[i] = value;
  } else {
    for (int64_t i = 0; i < n; i++) to[i] = from[i * stride];
  }
}

template <class T> inline void scatter(T* to, int64_t stride, const T* from, int64_t n) {
  for (int64_t i = 0; i < n; i++) to[i * stride] = from[i];
}

// What is moved but not looked at is moved by its size. Strides are in elements.
inline void gatherBytes(char* to, const char* from, int64_t bytes, int64_t stride, int64_t n) {
  if (bytes == 4) gather(reinterpret_cast<uint32_t*>(to), reinterpret_cast<const uint32_t*>(from), stride, n);
  else if (bytes == 8) gather(reinterpret_cast<uint64_t*>(to), reinterpret_cast<const uint64_t*>(from), stride, n);
  else gather(reinterpret_cast<uint8_t*>(to), reinterpret_cast<const uint8_t*>(from), stride, n);
}

inline void scatterBytes(char* to, int64_t stride, const char* from, int64_t bytes, int64_t n) {
  if (bytes == 4) scatter(reinterpret_cast<uint32_t*>(to), stride, reinterpret_cast<const uint32_t*>(from), n);
  else if (bytes == 8) scatter(reinterpret_cast<uint64_t*>(to), stride, reinterpret_cast<const uint64_t*>(from), n);
  else scatter(reinterpret_cast<uint8_t*>(to), stride, reinterpret_cast<const uint8_t*>(from), n);
}

// Writes one value n times, in whole vectors: up to kOvershoot elements beyond the n are overwritten as well.
constexpr int64_t kOvershoot = 16;
template <class T> inline void repeat(T* to, T value, int64_t n) {
  for (int64_t i = 0; i < n; i += kOvershoot)
    for (int64_t j = 0; j < kOvershoot; j++) to[i + j] = value;
}
inline void repeatBytes(char* to, const char* value, int64_t bytes, int64_t n) {
  if (bytes == 4) repeat(reinterpret_cast<uint32_t*>(to), *reinterpret_cast<const uint32_t*>(value), n);
  else if (bytes == 8) repeat(reinterpret_cast<uint64_t*>(to), *reinterpret_cast<const uint64_t*>(value), n);
  else repeat(reinterpret_cast<uint8_t*>(to), *reinterpret_cast<const uint8_t*>(value), n);
}

}  // namespace tsgrad
