// Integer arithmetic where C++ leaves something undefined, with PyTorch's results. The divisor is not 0.
#pragma once
#include <cstdint>
#include <type_traits>

#include "simd.h"

namespace tsgrad::integers {

// The least integer divided by −1 traps on x86; its negation wraps round to itself.
template <class T> ALWAYS_INLINE T divide(T a, T b) {
  if constexpr (std::is_signed_v<T>) return b == -1 ? T(-a) : T(a / b);
  else return a / b;
}
template <class T> ALWAYS_INLINE T modulo(T a, T b) {
  if constexpr (std::is_signed_v<T>) return b == -1 ? T(0) : T(a % b);
  else return a % b;
}

// By squaring, modulo 2^bits. A negative exponent truncates 1/aᵇ.
template <class T> ALWAYS_INLINE T power(T a, T b) {
  if constexpr (std::is_signed_v<T>)
    if (b < 0) return a == 1 ? T(1) : a == -1 ? T(b % 2 ? -1 : 1) : T(0);
  T result = 1;
  for (; b; b = T(b / 2), a = T(a * a))
    if (b & 1) result = T(result * a);
  return result;
}

// Euclid's algorithm.
template <class T> ALWAYS_INLINE T gcd(T a, T b) {
  while (b != 0) {
    const T rest = modulo(a, b);
    a = b;
    b = rest;
  }
  return a < T(0) ? T(-a) : a;
}
template <class T> ALWAYS_INLINE T lcm(T a, T b) {
  if (a == 0) return T(0);
  const T product = T(divide(a, gcd(a, b)) * b);
  return product < T(0) ? T(-product) : product;
}

// A shift by a negative number, or by all bits and more, leaves nothing but the sign.
template <class T> ALWAYS_INLINE T shiftLeft(T a, T b) {
  constexpr int bits = 8 * sizeof(T);
  using U = std::make_unsigned_t<T>;
  return U(b) >= bits ? T(0) : T(U(a) << b);
}
template <class T> ALWAYS_INLINE T shiftRight(T a, T b) {
  constexpr int bits = 8 * sizeof(T);
  using U = std::make_unsigned_t<T>;
  if (U(b) >= bits) return std::is_signed_v<T> ? T(a >> (bits - 1)) : T(0);
  return T(a >> b);
}

}  // namespace tsgrad::integers
