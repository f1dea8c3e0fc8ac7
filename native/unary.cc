// Elementwise functions of one operand.
#include "elementwise.h"
#include "families.h"
#include "special.h"

namespace tsgrad {
namespace {

// name, the types it is for, its value at x (of type T)
#define UNARY(OP)                                                                   \
  OP(neg, all, T(-x))                                                               \
  OP(abs, all, magnitude(x))                                                        \
  OP(sign, all, T((x > 0) - (x < 0)))                                               \
  OP(exp, floats, math::exp(x))                                                     \
  OP(exp2, floats, math::exp2(x))                                                   \
  OP(expm1, floats, math::expm1(x))                                                 \
  OP(log, floats, math::log(x))                                                     \
  OP(log2, floats, math::log2(x))                                                   \
  OP(log10, floats, math::log10(x))                                                 \
  OP(log1p, floats, math::log1p(x))                                                 \
  OP(sqrt, floats, math::sqrt(x))                                                   \
  OP(rsqrt, floats, 1 / math::sqrt(x))                                              \
  OP(square, all, T(x * x))                                                         \
  OP(reciprocal, floats, 1 / x)                                                     \
  OP(sin, floats, math::sin(x))                                                     \
  OP(cos, floats, math::cos(x))                                                     \
  OP(tan, floats, math::tan(x))                                                     \
  OP(asin, floats, math::asin(x))                                                   \
  OP(acos, floats, math::acos(x))                                                   \
  OP(atan, floats, math::atan(x))                                                   \
  OP(sinh, floats, math::sinh(x))                                                   \
  OP(cosh, floats, math::cosh(x))                                                   \
  OP(tanh, floats, math::tanh(x))                                                   \
  OP(asinh, floats, math::asinh(x))                                                 \
  OP(acosh, floats, math::acosh(x))                                                 \
  OP(atanh, floats, math::atanh(x))                                                 \
  OP(sigmoid, floats, 1 / (1 + math::exp(-x)))                                      \
  OP(relu, all, x < 0 ? T(0) : x)                                                   \
  OP(floor, all, math::floor(x))                                                    \
  OP(ceil, all, math::ceil(x))                                                      \
  OP(round, all, math::round(x))                                                    \
  OP(trunc, all, math::trunc(x))                                                    \
  OP(frac, floats, x - math::trunc(x))                                              \
  OP(erf, floats, math::erf(x))                                                     \
  OP(erfc, floats, math::erfc(x))                                                   \
  OP(lgamma, floats, T(math::lgamma(x)))                                            \
  OP(digamma, floats, T(special::digamma(x)))                                       \
  OP(erfinv, floats, T(special::erfinv(x)))                                         \
  OP(i0, floats, T(special::besselI0(x)))                                           \
  OP(i1, floats, T(special::besselI1(x)))                                           \
  OP(sinc, floats, sincOf(x))                                                       \
  OP(bitwiseNot, ints, T(~x))

template <class T> ALWAYS_INLINE T magnitude(T x) {
  if constexpr (std::is_floating_point_v<T>) return std::fabs(x);
  else return x < 0 ? T(-x) : x;  // the least integer is its own magnitude, as in PyTorch
}

// As PyTorch: near whole numbers the rounding of πx shows.
template <class T> ALWAYS_INLINE T sincOf(T x) {
  const T angle = T(3.14159265358979323846) * x;
  return x == 0 ? T(1) : math::sin(angle) / angle;
}

#define DEFINE(name, types, ...)                                          \
  struct name##_ {                                                        \
    static constexpr On on = On::types;                                   \
    template <class T> static ALWAYS_INLINE T f(T x) { return __VA_ARGS__; } \
  };
UNARY(DEFINE)

#define ROW(name, ...) {#name, unaryKernels<name##_>()},
constexpr OpRow rows[] = {UNARY(ROW)};

}  // namespace

Names unaryNames() { return namesOf(rows); }

// (op, out, a, loop)
void unary(Call& call) {
  const OpRow& row = rowOf(call, rows);
  const Array a = call.array(2, "a"), out = call.like(a, 1, "out");
  Loop loop;
  readLoop(call, 3, {&out, &a}, loop);
  runElementwise(row.kernels.forType(a.type, row.name), loop, {&out, &a});
}

}  // namespace tsgrad
