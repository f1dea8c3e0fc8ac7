// out = condition ? a : b
#include "elementwise.h"
#include "families.h"

namespace tsgrad {
namespace {

// Elements are moved by their size.
template <class Bits> CLONES void whereKernel(char* const* operand, int64_t n) {
  Bits* out = reinterpret_cast<Bits*>(operand[0]);
  const uint8_t* condition = reinterpret_cast<const uint8_t*>(operand[1]);
  const Bits* a = reinterpret_cast<const Bits*>(operand[2]);
  const Bits* b = reinterpret_cast<const Bits*>(operand[3]);
  INDEPENDENT for (int64_t i = 0; i < n; i++) {
    const Bits x = a[i], y = b[i];
    out[i] = condition[i] ? x : y;
  }
}

Kernel kernelFor(DType type) {
  switch (bytesOf(type)) {
    case 8: return whereKernel<uint64_t>;
    case 4: return whereKernel<uint32_t>;
    default: return whereKernel<uint8_t>;
  }
}

}  // namespace

// (out, condition, a, b, loop)
void where(Call& call) {
  const Array condition = call.array(1, "condition", DType::u8), a = call.array(2, "a");
  const Array b = call.like(a, 3, "b"), out = call.like(a, 0, "out");
  Loop loop;
  readLoop(call, 4, {&out, &condition, &a, &b}, loop);
  runElementwise(kernelFor(a.type), loop, {&out, &condition, &a, &b});
}

}  // namespace tsgrad
