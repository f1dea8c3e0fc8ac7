// Elementwise predicates of two operands and of one: the output is bool, a byte of 0 or 1.
#include "elementwise.h"
#include "families.h"

namespace tsgrad {
namespace {

#define COMPARE(OP)                            \
  OP(eq, a == b)                               \
  OP(ne, a != b)                               \
  OP(lt, a < b)                                \
  OP(le, a <= b)                               \
  OP(gt, a > b)                                \
  OP(ge, a >= b)                               \
  OP(logicalAnd, (a != 0) & (b != 0))          \
  OP(logicalOr, (a != 0) | (b != 0))           \
  OP(logicalXor, (a != 0) ^ (b != 0))

#define PREDICATE(OP)                          \
  OP(isnan, x != x)                            \
  OP(isinf, x - x != 0 && x == x)              \
  OP(isfinite, x - x == 0)                     \
  OP(isposinf, x - x != 0 && x > 0)            \
  OP(isneginf, x - x != 0 && x < 0)            \
  OP(signbit, negative(x))                     \
  OP(logicalNot, x == 0)

template <class T> ALWAYS_INLINE bool negative(T x) {
  // The sign of NaN is chance: none.
  if constexpr (std::is_floating_point_v<T>) return x < 0 || (x == 0 && std::signbit(x));
  else return x < 0;
}

#define DEFINE2(name, ...)                                                            \
  struct name##_ {                                                                    \
    static constexpr On on = On::all;                                                 \
    static constexpr bool padded = false;                                             \
    template <class T> static ALWAYS_INLINE uint8_t f(T a, T b) { return __VA_ARGS__; } \
  };
#define DEFINE1(name, ...)                                                       \
  struct name##_ {                                                               \
    static constexpr On on = On::all;                                            \
    template <class T> static ALWAYS_INLINE uint8_t f(T x) { return __VA_ARGS__; } \
  };
COMPARE(DEFINE2)
PREDICATE(DEFINE1)

#define ROW2(name, ...) {#name, binaryKernels<name##_, true>()},
#define ROW1(name, ...) {#name, unaryKernels<name##_, true>()},
constexpr OpRow compareRows[] = {COMPARE(ROW2)};
constexpr OpRow predicateRows[] = {PREDICATE(ROW1)};

}  // namespace

Names compareNames() { return namesOf(compareRows); }
Names predicateNames() { return namesOf(predicateRows); }

// (op, out, a, b, loop)
void compare(Call& call) {
  const OpRow& row = rowOf(call, compareRows);
  const Array out = call.array(1, "out", DType::u8), a = call.array(2, "a"), b = call.like(a, 3, "b");
  Loop loop;
  readLoop(call, 4, {&out, &a, &b}, loop);
  runElementwise(row.kernels.forType(a.type, row.name), loop, {&out, &a, &b});
}

// (op, out, a, loop)
void predicate(Call& call) {
  const OpRow& row = rowOf(call, predicateRows);
  const Array out = call.array(1, "out", DType::u8), a = call.array(2, "a");
  Loop loop;
  readLoop(call, 3, {&out, &a}, loop);
  runElementwise(row.kernels.forType(a.type, row.name), loop, {&out, &a});
}

}  // namespace tsgrad
