#include "elementwise.h"

#include <cstring>

#include "strided.h"

namespace tsgrad {
namespace {

// Operands of a block stay in the first-level cache, and a kernel's call is spread over enough elements.
constexpr int64_t kBlock = 256;
// Where operands only repeat, nothing is moved: longer blocks cost nothing, and calls are fewer.
constexpr int64_t kRepeating = 1024;
// Rows below this length share a block.
constexpr int64_t kNarrow = 32;

template <int N> struct Operands {
  char* data[N];
  int64_t bytes[N];

  char* at(int p, int64_t offset) const { return data[p] + offset * bytes[p]; }
};

// One thread's buffers, and what they hold.
template <int N> class Feeder {
 public:
  Feeder(Kernel kernel, const Loop& loop, const Operands<N>& operands)
      : kernel_(kernel), loop_(loop), operands_(operands) {
    bool repeats = loop.innerStride(0) == 1;
    for (int p = 0; p < N; p++) {
      adjacent_ &= loop.innerStride(p) == 1;
      repeats &= loop.innerStride(p) == 1 || loop.innerStride(p) == 0;
    }
    adjacent_ |= loop.inner() == 1;
    length_ = repeats ? kRepeating : kBlock;
  }

  // n elements of one row.
  void row(const int64_t* at, int64_t n) {
    char* direct[N];
    for (int p = 0; p < N; p++) direct[p] = operands_.at(p, at[p]);
    if (adjacent_) return kernel_(direct, n);
    for (int64_t begin = 0; begin < n; begin += length_) block(direct, begin, std::min(length_, n - begin));
  }

  // `count` whole rows of fewer than kNarrow elements, from the cursor's on.
  void rows(Cursor<N>& cursor, int64_t count) {
    const int64_t most = kBlock / loop_.inner();
    for (int64_t r = 0; r < count; r += most) group(cursor, std::min(most, count - r));
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
      else if (held_[p] != from || filled_[p] < n) {
        // A value that repeats is written out once, also over many rows: no op may change what it reads.
        gatherBytes(buffer_[p], from, bytes, 0, n);
        held_[p] = from;
        filled_[p] = n;
      }
    }
    kernel_(operand, n);
    const int64_t stride = loop_.innerStride(0), bytes = operands_.bytes[0];
    if (stride != 1) scatterBytes(direct[0] + begin * stride * bytes, stride, buffer_[0], bytes, n);
  }

  // Rows whose operands follow each other in memory are used where they are; others are packed into the buffers.
  void group(Cursor<N>& cursor, int64_t count) {
    const int64_t n = loop_.inner();
    for (int64_t r = 0; r < count; r++, cursor.next())
      for (int p = 0; p < N; p++) at_[p][r] = cursor.at[p];
    char* operand[N];
    for (int p = 0; p < N; p++) {
      const bool direct = follow(p, count);
      operand[p] = direct ? operands_.at(p, at_[p][0]) : buffer_[p];
      if (!direct && p > 0) pack(p, count);
    }
    kernel_(operand, count * n);
    if (operand[0] != buffer_[0]) return;
    const int64_t bytes = operands_.bytes[0];
    for (int64_t r = 0; r < count; r++)
      scatterBytes(operands_.at(0, at_[0][r]), loop_.innerStride(0), buffer_[0] + r * n * bytes, bytes, n);
  }

  bool follow(int p, int64_t count) const {
    if (loop_.innerStride(p) != 1) return false;
    for (int64_t r = 1; r < count; r++)
      if (at_[p][r] != at_[p][0] + r * loop_.inner()) return false;
    return true;
  }

  void pack(int p, int64_t count) {
    const int64_t n = loop_.inner(), stride = loop_.innerStride(p), bytes = operands_.bytes[p];
    const char* const first = operands_.at(p, at_[p][0]);
    bool same = true;
    for (int64_t r = 1; r < count; r++) same &= at_[p][r] == at_[p][0];
    if (same && held_[p] == first && filled_[p] >= count) return;  // a row that repeats, such as a bias
    held_[p] = same ? first : nullptr;
    filled_[p] = count;
    for (int64_t r = 0; r < count; r++) {
      char* const to = buffer_[p] + r * n * bytes;
      const char* const from = operands_.at(p, at_[p][r]);
      if (stride == 0) repeatBytes(to, from, bytes, n);
      else gatherBytes(to, from, bytes, stride, n);
    }
  }

  const Kernel kernel_;
  const Loop& loop_;
  const Operands<N>& operands_;
  bool adjacent_ = true;
  int64_t length_;  // of a block of a long row
  const char* held_[N] = {};  // what the buffer repeats, and how often
  int64_t filled_[N] = {};
  int64_t at_[N][kBlock];
  alignas(64) char buffer_[N][kRepeating * 8 + kOvershoot * 8];
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
  if (loop.rank > 1 && loop.inner() < kNarrow) {
    const int64_t rows = loop.count / loop.inner();
    const int64_t grain = loop.count < 2 * pool::kGrain ? rows : pool::kGrain / loop.inner();
    return pool::forPieces(rows, grain, [&](int64_t begin, int64_t end) {
      Feeder<N> feeder(kernel, loop, operands);
      Cursor<N> cursor(loop, 0, loop.rank - 1, begin);
      feeder.rows(cursor, end - begin);
    });
  }
  forPortions<N>(loop, [&](auto&& runs) {
    Feeder<N> feeder(kernel, loop, operands);
    runs([&](const int64_t* at, int64_t n) { feeder.row(at, n); });
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
