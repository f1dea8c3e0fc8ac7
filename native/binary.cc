// Elementwise functions of two operands of one type.
#include <atomic>

#include "elementwise.h"
#include "families.h"
#include "integers.h"
#include "special.h"

namespace tsgrad {
namespace {

// name, the types it is for, padded (of a vector function, see elementwise.h), its value at a and b (of type T)
#define BINARY(OP)                                                                 \
  OP(add, all, false, T(a + b))                                                    \
  OP(sub, all, false, T(a - b))                                                    \
  OP(mul, all, false, T(a * b))                                                    \
  OP(div, floats, false, a / b)                                                    \
  OP(pow, all, true, power(a, b))                                                  \
  OP(floorDivide, all, false, floorQuotient(a, b))                                 \
  OP(remainder, all, false, remainderOf(a, b))                                     \
  OP(fmod, all, false, modulo(a, b))                                               \
  OP(truncDivide, all, false, math::trunc(quotient(a, b)))                         \
  OP(maximum, all, false, a != a || a >= b ? a : b)                                \
  OP(minimum, all, false, a != a || a <= b ? a : b)                                \
  OP(atan2, floats, true, math::atan2(a, b))                                       \
  OP(hypot, floats, true, math::hypot(a, b))                                       \
  OP(copysign, floats, false, withSign(a, b))                                      \
  OP(nextafter, floats, false, std::nextafter(a, b))                               \
  OP(heaviside, all, false, a == 0 ? b : T(a > 0))                                 \
  OP(xlogy, floats, true, b != b ? b : a == 0 ? T(0) : a * math::log(b))           \
  OP(logaddexp, floats, true, logSum(a, b))                                        \
  OP(logaddexp2, floats, true, logSum2(a, b))                                      \
  OP(fmax, all, false, a != a || b > a ? b : a)                                    \
  OP(fmin, all, false, a != a || b < a ? b : a)                                    \
  OP(gcd, ints, false, integers::gcd(a, b))                                        \
  OP(lcm, ints, false, integers::lcm(a, b))                                        \
  OP(polygamma, floats, false, T(special::polygamma(b, a)))                        \
  OP(igamma, floats, false, T(special::lowerGamma(a, b)))                          \
  OP(igammac, floats, false, T(special::upperGamma(a, b)))                         \
  OP(bitwiseAnd, ints, false, T(a & b))                                            \
  OP(bitwiseOr, ints, false, T(a | b))                                             \
  OP(bitwiseXor, ints, false, T(a ^ b))                                            \
  OP(bitwiseLeftShift, ints, false, integers::shiftLeft(a, b))                     \
  OP(bitwiseRightShift, ints, false, integers::shiftRight(a, b))

// The sign of NaN is chance: it counts as positive.
template <class T> ALWAYS_INLINE T withSign(T a, T b) {
  return std::copysign(a, b != b ? T(1) : b);
}

// ln(eᵃ + eᵇ): equal infinities stay.
template <class T> ALWAYS_INLINE T logSum(T a, T b) {
  const T larger = a != a || a >= b ? a : b;
  return a == b && a - a != 0 ? a : larger + math::log1p(math::exp(-std::fabs(a - b)));
}
template <class T> ALWAYS_INLINE T logSum2(T a, T b) {
  const T larger = a != a || a >= b ? a : b;
  return a == b && a - a != 0 ? a : larger + math::log1p(math::exp2(-std::fabs(a - b))) * T(1.4426950408889634);
}

template <class T> ALWAYS_INLINE T quotient(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) return a / b;
  else return integers::divide(a, b);
}
template <class T> ALWAYS_INLINE T modulo(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) return std::fmod(a, b);
  else return integers::modulo(a, b);
}
template <class T> ALWAYS_INLINE T power(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) return math::pow(a, b);
  else return integers::power(a, b);
}

// The sign of the divisor, as Python's %.
template <class T> ALWAYS_INLINE T remainderOf(T a, T b) {
  const T r = modulo(a, b);
  return r != 0 && (r < 0) != (b < 0) ? T(r + b) : r;
}

// PyTorch's div_floor_floating (c10/util/generic_math.h): exact where a/b rounds up to a whole number.
template <class T> ALWAYS_INLINE T floorQuotient(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) {
    if (b == 0) return a / b;
    const T r = std::fmod(a, b);
    T q = (a - r) / b;
    if (r != 0 && (b < 0) != (r < 0)) q -= 1;
    if (q == 0) return std::copysign(T(0), a / b);
    const T whole = std::floor(q);
    return q - whole > T(0.5) ? whole + 1 : whole;
  } else {
    const T q = integers::divide(a, b);
    return integers::modulo(a, b) != 0 && (a < 0) != (b < 0) ? T(q - 1) : q;
  }
}

#define DEFINE(name, types, pad, ...)                                                \
  struct name##_ {                                                                   \
    static constexpr On on = On::types;                                              \
    static constexpr bool padded = pad;                                              \
    template <class T> static ALWAYS_INLINE T f(T a, T b) { return __VA_ARGS__; }    \
  };
BINARY(DEFINE)

#define ROW(name, ...) {#name, binaryKernels<name##_>()},
constexpr OpRow rows[] = {BINARY(ROW)};

#define INDEX(name, ...) name,
enum Op { BINARY(INDEX) };

bool divides(int64_t op) {
  return op == Op::floorDivide || op == Op::remainder || op == Op::fmod || op == Op::truncDivide;
}

template <class T> bool hasZero(const Array& b, const Loop& loop) {
  std::atomic<bool> found{false};
  forPortions<3>(loop, [&](auto&& runs) {
    runs([&](const int64_t* at, int64_t n) {
      const T* p = b.as<T>() + at[2];
      const int64_t stride = loop.innerStride(2);
      bool zero = false;
      for (int64_t i = 0; i < (stride == 0 ? 1 : n); i++) zero |= p[i * stride] == 0;
      if (zero) found.store(true, std::memory_order_relaxed);
    });
  });
  return found;
}

bool dividesByZero(const Array& b, const Loop& loop) {
  switch (b.type) {
    case DType::i64: return hasZero<int64_t>(b, loop);
    case DType::i32: return hasZero<int32_t>(b, loop);
    case DType::u8: return hasZero<uint8_t>(b, loop);
    default: return false;
  }
}

}  // namespace

Names binaryNames() { return namesOf(rows); }

// Powers by one number that need no pow(), as PyTorch has them (aten/src/ATen/native/cpu/PowKernel.cpp).
#define POWER(OP)                        \
  OP(Inverse, floats, 1 / a)             \
  OP(InverseSquare, floats, 1 / (a * a)) \
  OP(Root, floats, math::sqrt(a))        \
  OP(InverseRoot, floats, 1 / math::sqrt(a)) \
  OP(Itself, all, a)                     \
  OP(Square, all, T(a * a))              \
  OP(Cube, all, T(a * a * a))
#define DEFINE_POWER(name, types, ...)                                               \
  struct name {                                                                      \
    static constexpr On on = On::types;                                              \
    static constexpr bool padded = false;                                            \
    template <class T> static ALWAYS_INLINE T f(T a, T) { return __VA_ARGS__; }      \
  };
POWER(DEFINE_POWER)

struct PowerRow {
  double exponent;
  Kernels kernels;
};
constexpr PowerRow powers[] = {
    {-2, binaryKernels<InverseSquare>()}, {-1, binaryKernels<Inverse>()}, {-0.5, binaryKernels<InverseRoot>()},
    {0.5, binaryKernels<Root>()},         {1, binaryKernels<Itself>()},   {2, binaryKernels<Square>()},
    {3, binaryKernels<Cube>()},
};

double elementOf(const Array& array, int64_t at) {
  switch (array.type) {
    case DType::f32: return array.as<float>()[at];
    case DType::f64: return array.as<double>()[at];
    case DType::i64: return static_cast<double>(array.as<int64_t>()[at]);
    case DType::i32: return array.as<int32_t>()[at];
    default: return array.as<uint8_t>()[at];
  }
}

// The kernel for a ** b where b is one number, or null.
Kernel powerKernel(const Array& b, const Loop& loop) {
  for (int d = 0; d < loop.rank; d++)
    if (loop.size[d] > 1 && loop.stride[2][d] != 0) return nullptr;
  const double exponent = elementOf(b, loop.offset[2]);
  for (const PowerRow& row : powers)
    if (row.exponent == exponent) return row.kernels.of[static_cast<int>(b.type)];
  return nullptr;
}

// (op, out, a, b, loop) → true if integers would be divided by zero; then nothing was written.
void binary(Call& call) {
  const OpRow& row = rowOf(call, rows);
  const Array a = call.array(2, "a"), b = call.like(a, 3, "b"), out = call.like(a, 1, "out");
  Loop loop;
  readLoop(call, 4, {&out, &a, &b}, loop);
  Kernel kernel = row.kernels.forType(a.type, row.name);
  if (loop.count == 0) return;
  const int64_t op = &row - rows;
  if (divides(op) && dividesByZero(b, loop)) return call.give(true);
  if (op == Op::pow)
    if (const Kernel special = powerKernel(b, loop)) kernel = special;
  runElementwise(kernel, loop, {&out, &a, &b});
}

}  // namespace tsgrad
