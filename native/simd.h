// How loops become vector code: several versions of a function chosen at load (CLONES), and libm's functions in the
// vector versions that glibc has (libmvec). Elsewhere the same source compiles to plain loops.
#pragma once
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__)
#define TSGRAD_GLIBC_X64 1
#endif

#if defined(TSGRAD_GLIBC_X64) && !defined(TSGRAD_NO_CLONES)
#if __GNUC__ >= 12
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#endif
#else
#define CLONES
#endif

// An input may be the output itself, element for element: the compiler need not look for other overlaps.
#if defined(__clang__)
// Where there is no vector code (calls of libm), the loop stays as it is: no need to be told.
#pragma clang diagnostic ignored "-Wpass-failed"
#define INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#elif defined(__GNUC__)
#define INDEPENDENT _Pragma("GCC ivdep")
#else
#define INDEPENDENT __pragma(loop(ivdep))
#endif

#if defined(__GNUC__)
#define ALWAYS_INLINE inline __attribute__((always_inline))
#else
#define ALWAYS_INLINE __forceinline
#endif

#if defined(TSGRAD_GLIBC_X64)
// glibc's own headers say this only under -ffast-math, which would give up NaN and infinity.
#define VECTOR1(name)                                                            \
  extern "C" __attribute__((simd("notinbranch"))) double name(double) noexcept; \
  extern "C" __attribute__((simd("notinbranch"))) float name##f(float) noexcept;
#define VECTOR2(name)                                                                    \
  extern "C" __attribute__((simd("notinbranch"))) double name(double, double) noexcept; \
  extern "C" __attribute__((simd("notinbranch"))) float name##f(float, float) noexcept;
VECTOR1(exp)
VECTOR1(log)
VECTOR1(sin)
VECTOR1(cos)
VECTOR2(pow)
#if __GLIBC_PREREQ(2, 35)
VECTOR1(exp2)
VECTOR1(expm1)
VECTOR1(log2)
VECTOR1(log10)
VECTOR1(log1p)
VECTOR1(tan)
VECTOR1(asin)
VECTOR1(acos)
VECTOR1(atan)
VECTOR1(sinh)
VECTOR1(cosh)
VECTOR1(tanh)
VECTOR1(asinh)
VECTOR1(acosh)
VECTOR1(atanh)
VECTOR1(erf)
VECTOR1(erfc)
VECTOR2(atan2)
VECTOR2(hypot)
#endif
#undef VECTOR1
#undef VECTOR2
#endif

#if defined(__APPLE__)
// Its header hides it from strict C++.
extern "C" double lgamma_r(double, int*);
#endif

namespace tsgrad::math {

#define FORWARD(name)                                           \
  ALWAYS_INLINE float name(float x) { return ::name##f(x); }    \
  ALWAYS_INLINE double name(double x) { return ::name(x); }
FORWARD(exp)
FORWARD(exp2)
FORWARD(expm1)
FORWARD(sin)
FORWARD(cos)
FORWARD(tan)
FORWARD(asin)
FORWARD(acos)
FORWARD(atan)
FORWARD(sinh)
FORWARD(cosh)
FORWARD(tanh)
FORWARD(asinh)
FORWARD(acosh)
FORWARD(atanh)
FORWARD(erf)
FORWARD(erfc)
FORWARD(sqrt)
#undef FORWARD

// A negative argument sends a whole vector of libmvec's logarithms to its scalar fallback, 30 times slower.
#define LOGARITHM(name, inside, least)                                                  \
  template <class T> ALWAYS_INLINE T name(T x) {                                        \
    T y;                                                                                \
    if constexpr (std::is_same_v<T, float>) y = ::name##f(inside);                      \
    else y = ::name(inside);                                                            \
    return x < least ? std::numeric_limits<T>::quiet_NaN() : y;                         \
  }
LOGARITHM(log, std::fabs(x), 0)
LOGARITHM(log2, std::fabs(x), 0)
LOGARITHM(log10, std::fabs(x), 0)
LOGARITHM(log1p, (x < -1 ? T(0) : x), -1)
#undef LOGARITHM

ALWAYS_INLINE float atan2(float y, float x) { return ::atan2f(y, x); }
ALWAYS_INLINE double atan2(double y, double x) { return ::atan2(y, x); }
ALWAYS_INLINE float hypot(float a, float b) { return ::hypotf(a, b); }
ALWAYS_INLINE double hypot(double a, double b) { return ::hypot(a, b); }
ALWAYS_INLINE float pow(float a, float b) { return ::powf(a, b); }
ALWAYS_INLINE double pow(double a, double b) { return ::pow(a, b); }

// Integers are whole already.
#define WHOLE(name, how)                                            \
  template <class T> ALWAYS_INLINE T name(T x) {                    \
    if constexpr (std::is_floating_point_v<T>) return std::how(x);  \
    else return x;                                                  \
  }
WHOLE(floor, floor)
WHOLE(ceil, ceil)
WHOLE(trunc, trunc)
WHOLE(round, nearbyint)  // halves go to the even neighbour, as in PyTorch
#undef WHOLE

// std::lgamma writes the global `signgam`.
ALWAYS_INLINE double lgamma(double x) {
#if defined(_WIN32)
  return std::lgamma(x);
#else
  int sign;
  return ::lgamma_r(x, &sign);
#endif
}

}  // namespace tsgrad::math
