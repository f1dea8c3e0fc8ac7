// The geometry of an elementwise op (`Loop` in src/engine/engine.ts), read, checked, and walked in parallel.
#pragma once
#include <initializer_list>

#include "args.h"
#include "pool.h"

namespace tsgrad {

constexpr int kMaxRank = 64;
constexpr int kMaxOperands = 4;

struct Loop {
  int rank;
  int operands;
  int64_t count;  // of elements; nothing is to be done if it is 0
  int64_t size[kMaxRank];
  int64_t offset[kMaxOperands];
  int64_t stride[kMaxOperands][kMaxRank];

  int64_t inner() const { return size[rank - 1]; }
  int64_t innerStride(int operand) const { return stride[operand][rank - 1]; }
};

// Reads a loop over these operands and refuses it unless every element that it names is inside its array.
void readLoop(const Call& call, size_t argument, std::initializer_list<const Array*> operands, Loop& loop);

// The same, without a look at the bounds.
void parseLoop(const Array& packed, int operands, Loop& loop);

// A whole number from a packed array of doubles.
int64_t wholeNumber(const Array& packed, int64_t at);

// Refuses unless offset + Σ indexᵈ·strideᵈ is inside `array` for all indices below `size`, of which none is 0.
// `extra` shifts all by [low, high].
void checkBounds(const Array& array, int rank, const int64_t* size, int64_t offset, const int64_t* stride,
                 int64_t low = 0, int64_t high = 0);

// A place in the dimensions [first, last) of a loop, the last one fastest, and the operands' offsets there.
template <int N> class Cursor {
 public:
  // It starts at the place of that number.
  Cursor(const Loop& loop, int first, int last, int64_t number) : loop_(loop), first_(first), last_(last) {
    for (int p = 0; p < N; p++) at[p] = loop.offset[p];
    for (int d = last - 1; d >= first; d--) {
      index_[d] = number == 0 ? 0 : number % loop.size[d];
      number = number == 0 ? 0 : number / loop.size[d];
      for (int p = 0; p < N; p++) at[p] += index_[d] * loop.stride[p][d];
    }
  }
  void next() {
    for (int d = last_ - 1; d >= first_; d--) {
      for (int p = 0; p < N; p++) at[p] += loop_.stride[p][d];
      if (++index_[d] < loop_.size[d]) return;
      for (int p = 0; p < N; p++) at[p] -= loop_.size[d] * loop_.stride[p][d];
      index_[d] = 0;
    }
  }
  int64_t at[N];

 private:
  const Loop& loop_;
  const int first_, last_;
  int64_t index_[kMaxRank];
};

// Splits the loop for the pool. Each call body(runs) has a portion; runs(f) then calls f(at, n) for runs of n elements
// along the innermost dimension, `at` being the operands' offsets of the run's first element.
template <int N, class Body> void forPortions(const Loop& loop, const Body& body) {
  if (loop.count == 0) return;
  const int outer = loop.rank - 1;
  const int64_t inner = loop.inner(), rows = loop.count / inner;
  if (inner >= 2 * pool::kGrain) {
    const int64_t segments = (inner + pool::kGrain - 1) / pool::kGrain;
    return pool::forChunks(rows * segments, [&](int64_t chunk) {
      body([&](auto&& run) {
        Cursor<N> row(loop, 0, outer, chunk / segments);
        const int64_t begin = chunk % segments * pool::kGrain;
        for (int p = 0; p < N; p++) row.at[p] += begin * loop.innerStride(p);
        run(row.at, std::min(inner - begin, pool::kGrain));
      });
    });
  }
  const int64_t grain = loop.count < 2 * pool::kGrain ? rows : std::max<int64_t>(1, pool::kGrain / inner);
  pool::forPieces(rows, grain, [&](int64_t begin, int64_t end) {
    body([&](auto&& run) {
      Cursor<N> row(loop, 0, outer, begin);
      for (int64_t r = begin; r < end; r++, row.next()) run(row.at, inner);
    });
  });
}

}  // namespace tsgrad
