#include "elementwise.h"

#include "strided.h"

namespace tsgrad {
namespace {

// Operands of a block stay in the first-level cache, and a kernel's call is spread over enough elements.
constexpr int64_t kBlock = 256;

template <int N> struct Operands {
  char* data[N];
  int64_t bytes[N];
};

// One thread's buffers, and what they hold.
template <int N> class Feeder {
 public:
  Feeder(Kernel kernel, const Loop& loop, const Operands<N>& operands)
      : kernel_(kernel), loop_(loop), operands_(operands) {
    for (int p = 0; p < N; p++) adjacent_ &= loop.innerStride(p) == 1;
    adjacent_ |= loop.inner() == 1;
  }

  void run(const int64_t* at, int64_t n) {
    char* direct[N];
    for (int p = 0; p < N; p++) direct[p] = operands_.data[p] + at[p] * operands_.bytes[p];
    if (adjacent_) return kernel_(direct, n);
    for (int64_t begin = 0; begin < n; begin += kBlock) block(direct, begin, std::min(kBlock, n - begin));
  }

 private:
  void block(char* const* direct, int64_t begin, int64_t n) {
    char* operand[N];
    for (int p = 0; p < N; p++) {
      const int64_t stride = loop_.innerStride(p), bytes = operands_.bytes[p];
      char* from = direct[p] + begin * stride * bytes;
      operand[p] = stride == 1 ? from : buffer_[p];
      if (stride == 1 || p == 0) continue;
      if (stride != 0) gatherBytes(buffer_[p], from, bytes, stride, n);
      else if (repeated_[p] != from || filled_[p] < n) {
        // A value that repeats is written out once, also over many rows: no op may change what it reads.
        gatherBytes(buffer_[p], from, bytes, 0, n);
        repeated_[p] = from;
        filled_[p] = n;
      }
    }
    kernel_(operand, n);
    const int64_t stride = loop_.innerStride(0), bytes = operands_.bytes[0];
    if (stride != 1) scatterBytes(direct[0] + begin * stride * bytes, stride, buffer_[0], bytes, n);
  }

  const Kernel kernel_;
  const Loop& loop_;
  const Operands<N>& operands_;
  bool adjacent_ = true;
  const char* repeated_[N] = {};
  int64_t filled_[N] = {};
  alignas(64) char buffer_[N][kBlock * 8];
};

template <int N> void runN(Kernel kernel, const Loop& loop, std::initializer_list<const Array*> arrays) {
  Operands<N> operands;
  int p = 0;
  for (const Array* array : arrays) {
    operands.data[p] = array->data;
    operands.bytes[p] = bytesOf(array->type);
    p++;
  }
  if (loop.count == 0) return;
  forPortions<N>(loop, [&](auto&& runs) {
    Feeder<N> feeder(kernel, loop, operands);
    runs([&](const int64_t* at, int64_t n) { feeder.run(at, n); });
  });
}

}  // namespace

Kernel Kernels::forType(DType type, const char* op) const {
  const Kernel kernel = of[static_cast<int>(type)];
  if (!kernel) throw Refusal{Refusal::type, std::string(op) + ": not for elements of " + nameOf(type)};
  return kernel;
}

void runElementwise(Kernel kernel, const Loop& loop, std::initializer_list<const Array*> operands) {
  switch (operands.size()) {
    case 2: return runN<2>(kernel, loop, operands);
    case 3: return runN<3>(kernel, loop, operands);
    case 4: return runN<4>(kernel, loop, operands);
  }
}

}  // namespace tsgrad
