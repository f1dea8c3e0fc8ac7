// Elementwise ops over strided operands. An op gives one kernel, a loop over adjacent elements; operands that lie
// otherwise are fed to it in blocks through small buffers, so that every layout gets the same vector code and the same
// results.
#pragma once
#include "loop.h"
#include "simd.h"

namespace tsgrad {

// operand[0] = op(operand[1], …) for n adjacent elements each.
using Kernel = void (*)(char* const* operand, int64_t n);

// A kernel for each dtype, in DType's order; null where the op is not defined.
struct Kernels {
  Kernel of[kDTypes];
  Kernel forType(DType type, const char* op) const;
};

// Runs the kernel over the loop. Each operand comes with its memory and its bytes per element, the output first.
void runElementwise(Kernel kernel, const Loop& loop, std::initializer_list<const Array*> operands);

// libm's vector functions and their scalar twins differ in the last digit, and the rest of a loop that is no multiple
// of a vector runs the latter. Kernels of such functions do the rest in a padded vector, so that a value's image does
// not depend on where it stands.
constexpr int kVector = 16;

template <class Op, class T, class Out> CLONES void unaryKernel(char* const* operand, int64_t n) {
  Out* out = reinterpret_cast<Out*>(operand[0]);
  const T* a = reinterpret_cast<const T*>(operand[1]);
  if constexpr (std::is_floating_point_v<T>) {
    const int64_t whole = n & -int64_t(kVector);
    INDEPENDENT for (int64_t i = 0; i < whole; i++) out[i] = Op::f(a[i]);
    if (whole == n) return;
    T x[kVector];
    Out y[kVector];
    for (int i = 0; i < kVector; i++) x[i] = T(1);
    for (int64_t i = whole; i < n; i++) x[i - whole] = a[i];
    INDEPENDENT for (int i = 0; i < kVector; i++) y[i] = Op::f(x[i]);
    for (int64_t i = whole; i < n; i++) out[i] = y[i - whole];
  } else {
    INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = Op::f(a[i]);
  }
}

template <class Op, class T, class Out> CLONES void binaryKernel(char* const* operand, int64_t n) {
  Out* out = reinterpret_cast<Out*>(operand[0]);
  const T* a = reinterpret_cast<const T*>(operand[1]);
  const T* b = reinterpret_cast<const T*>(operand[2]);
  if constexpr (Op::padded && std::is_floating_point_v<T>) {
    const int64_t whole = n & -int64_t(kVector);
    INDEPENDENT for (int64_t i = 0; i < whole; i++) out[i] = Op::f(a[i], b[i]);
    if (whole == n) return;
    T x[kVector], y[kVector];
    Out z[kVector];
    for (int i = 0; i < kVector; i++) x[i] = y[i] = T(1);
    for (int64_t i = whole; i < n; i++) x[i - whole] = a[i], y[i - whole] = b[i];
    INDEPENDENT for (int i = 0; i < kVector; i++) z[i] = Op::f(x[i], y[i]);
    for (int64_t i = whole; i < n; i++) out[i] = z[i - whole];
  } else {
    INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = Op::f(a[i], b[i]);
  }
}

namespace detail {
template <class Op, DType type, bool bytes> constexpr Kernel unaryFor() {
  using T = Element<type>;
  if constexpr (covers<T>(Op::on)) return unaryKernel<Op, T, std::conditional_t<bytes, uint8_t, T>>;
  else return nullptr;
}
template <class Op, DType type, bool bytes> constexpr Kernel binaryFor() {
  using T = Element<type>;
  if constexpr (covers<T>(Op::on)) return binaryKernel<Op, T, std::conditional_t<bytes, uint8_t, T>>;
  else return nullptr;
}
}  // namespace detail

// `bytes`: the output is bool.
template <class Op, bool bytes = false> constexpr Kernels unaryKernels() {
  using namespace detail;
  return {{unaryFor<Op, DType::f32, bytes>(), unaryFor<Op, DType::f64, bytes>(), unaryFor<Op, DType::i64, bytes>(),
           unaryFor<Op, DType::i32, bytes>(), unaryFor<Op, DType::u8, bytes>()}};
}
template <class Op, bool bytes = false> constexpr Kernels binaryKernels() {
  using namespace detail;
  return {{binaryFor<Op, DType::f32, bytes>(), binaryFor<Op, DType::f64, bytes>(), binaryFor<Op, DType::i64, bytes>(),
           binaryFor<Op, DType::i32, bytes>(), binaryFor<Op, DType::u8, bytes>()}};
}

struct OpRow {
  const char* name;
  Kernels kernels;
};

}  // namespace tsgrad
