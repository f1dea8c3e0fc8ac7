// exp(x − most) over adjacent floats and its sum: what softmax and cross entropy are made of.
#pragma once
#include <cstring>

#include "lanes.h"

namespace tsgrad {

// The exponential in single precision of what is not above 40, by Cephes' polynomial (S. Moshier, expf.c), within 1 ulp:
// in less time than a call of libmvec takes, if the processor multiplies and adds in one instruction. Every operation is
// spelt out, so that a value's image does not depend on where it stands in a vector.
ALWAYS_INLINE float fusedExp(float x) {
  // What is added to 1.5 · 2^23 is rounded to a whole number n; the last bits are then n + 191, 64 more than the exponent
  // of 2^n has, because n goes down to −150.
  constexpr float round = 12582912 + 191, rest = 1 / 18446744073709551616.0f;
  const float in = -104.0f > x ? -104.0f : x;  // there the result is 0; NaN passes
  const float shifted = std::fma(in, 1.44269504089f, round), n = shifted - round;
  const float r = std::fma(n, -1.42860682030941723212e-6f, std::fma(n, -0.693145751953125f, in));
  float p = std::fma(1.9875691500e-4f, r, 1.3981999507e-3f);
  p = std::fma(p, r, 8.3334519073e-3f);
  p = std::fma(p, r, 4.1665795894e-2f);
  p = std::fma(p, r, 1.6666665459e-1f);
  p = std::fma(p, r, 5.0000001201e-1f);
  const float y = std::fma(p, r * r, r) + 1;
  int32_t bits;
  std::memcpy(&bits, &shifted, sizeof bits);
  bits <<= 23;
  float scale;
  std::memcpy(&scale, &bits, sizeof scale);
  return y * scale * rest;
}

inline bool hasFma() {
#if defined(TSGRAD_GLIBC_X64) && !defined(TSGRAD_NO_CLONES)
  static const bool has = __builtin_cpu_supports("fma") && __builtin_cpu_supports("avx2");
  return has;
#else
  return false;
#endif
}

// Where terms are not kept, so many are at a time, in the first-level cache.
constexpr int64_t kExponentials = 1024;

// to = exp(x − most), where the difference is not above 40. libmvec's rest runs in a padded vector, as in elementwise.h.
template <class T> ALWAYS_INLINE void exponentials(T* to, const T* x, T most, int64_t n) {
  using lanes::kLanes;
  if constexpr (std::is_same_v<T, float>) {
    if (hasFma()) {
      INDEPENDENT for (int64_t i = 0; i < n; i++) to[i] = fusedExp(x[i] - most);
      return;
    }
  }
  const int64_t whole = n & -int64_t(kLanes);
  INDEPENDENT for (int64_t i = 0; i < whole; i++) to[i] = math::exp(x[i] - most);
  if (whole == n) return;
  T in[kLanes] = {}, out[kLanes];
  for (int64_t i = whole; i < n; i++) in[i - whole] = x[i] - most;
  INDEPENDENT for (int i = 0; i < kLanes; i++) out[i] = math::exp(in[i]);
  for (int64_t i = whole; i < n; i++) to[i] = out[i - whole];
}

// Σ exp(x − most), whose terms are also written to `to`, unless that is null.
template <class T> ALWAYS_INLINE T sumOfExponentials(T* to, const T* x, T most, int64_t n) {
  if (to) {
    exponentials(to, x, most, n);
    return T(lanes::sum<T>(n, [&](int64_t i) { return to[i]; }));
  }
  T room[kExponentials];
  double sum = 0;
  for (int64_t begin = 0; begin < n; begin += kExponentials) {
    const int64_t length = std::min(kExponentials, n - begin);
    exponentials(room, x + begin, most, length);
    sum += lanes::sum<T>(length, [&](int64_t i) { return room[i]; });
  }
  return T(sum);
}

// Columns that lie side by side are worked on together: the largest element of each, and exp(x − it) row by row.
constexpr int64_t kTogether = 64;

template <class T> struct Columns {
  const int64_t count, padded;  // whole vectors, of which the last may hold columns that are not there
  T most[kTogether], sum[kTogether], in[kTogether], term[kTogether];

  // n rows of `columns` elements, `stride` apart.
  ALWAYS_INLINE Columns(const T* x, int64_t n, int64_t stride, int64_t columns)
      : count(columns), padded((columns + lanes::kLanes - 1) & -int64_t(lanes::kLanes)) {
    for (int64_t j = 0; j < padded; j++) most[j] = -std::numeric_limits<T>::infinity(), sum[j] = 0, in[j] = 0;
    for (int64_t i = 0; i < n; i++, x += stride)
      INDEPENDENT for (int64_t j = 0; j < count; j++) most[j] = x[j] > most[j] ? x[j] : most[j];
  }

  // The terms of one row; they are added to the sums.
  ALWAYS_INLINE void add(const T* x) {
    INDEPENDENT for (int64_t j = 0; j < count; j++) in[j] = x[j] - most[j];
    exponentials(term, in, T(0), padded);
    INDEPENDENT for (int64_t j = 0; j < padded; j++) sum[j] += term[j];
  }
};

}  // namespace tsgrad
