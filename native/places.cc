// Places: what index tensors name, as offsets, and where elements are not zero.
#include <atomic>
#include <cstring>
#include <vector>

#include "families.h"
#include "loop.h"

namespace tsgrad {
namespace {

constexpr int64_t kMost = int64_t(1) << 53;

// Found places are written by blocks, so that the loop over the elements has no branch.
constexpr int64_t kBlock = 256;

// Calls body(number of the row, first column, first element, n) for the elements [begin, end) of a loop of one operand.
template <class Body> void eachRun(const Loop& loop, int64_t begin, int64_t end, const Body& body) {
  const int64_t inner = loop.inner();
  Cursor<1> row(loop, 0, loop.rank - 1, begin / inner);
  int64_t column = begin % inner;
  for (int64_t number = begin / inner; begin < end; number++, row.next(), column = 0) {
    const int64_t n = std::min(inner - column, end - begin);
    body(number, column, row.at[0] + column * loop.innerStride(0), n);
    begin += n;
  }
}

template <class T> int64_t countIn(const T* p, int64_t stride, int64_t n) {
  int64_t count = 0;
  if (stride == 1) for (int64_t i = 0; i < n; i++) count += p[i] != 0;
  else for (int64_t i = 0; i < n; i++) count += p[i * stride] != 0;
  return count;
}

// Writes the coordinates of what was found, one row of `out` for each dimension.
template <class T> void findAll(const Array& out, const Array& a, const Loop& loop) {
  const int64_t total = out.length / loop.rank;
  const int64_t pieces = (loop.count + pool::kGrain - 1) / pool::kGrain;
  const int64_t stride = loop.innerStride(0);
  std::vector<int64_t> before(pieces + 1, 0);
  pool::forPieces(loop.count, pool::kGrain, [&](int64_t begin, int64_t end) {
    int64_t count = 0;
    eachRun(loop, begin, end, [&](int64_t, int64_t, int64_t at, int64_t n) { count += countIn(a.as<T>() + at, stride, n); });
    before[begin / pool::kGrain + 1] = count;
  });
  for (int64_t p = 0; p < pieces; p++) before[p + 1] += before[p];
  if (pool::isInterrupted()) return;
  if (before[pieces] != total || out.length != total * loop.rank)
    throw Refusal{Refusal::range, "out: expected room for " + std::to_string(before[pieces]) + " places of " +
                                      std::to_string(loop.rank) + " coordinates"};
  pool::forPieces(loop.count, pool::kGrain, [&](int64_t begin, int64_t end) {
    int64_t at = before[begin / pool::kGrain];
    const int64_t most = before[begin / pool::kGrain + 1];
    eachRun(loop, begin, end, [&](int64_t number, int64_t column, int64_t first, int64_t n) {
      const T* p = a.as<T>() + first;
      int64_t coordinates[kMaxRank];
      for (int d = loop.rank - 2; d >= 0; d--) {
        coordinates[d] = number % loop.size[d];
        number /= loop.size[d];
      }
      int64_t* columns = out.as<int64_t>() + (loop.rank - 1) * total;
      for (int64_t from = 0; from < n; from += kBlock) {
        int64_t found[kBlock], count = 0;
        const int64_t here = std::min(kBlock, n - from);
        for (int64_t i = 0; i < here; i++) {
          found[count] = column + from + i;
          count += p[(from + i) * stride] != 0;
        }
        count = std::min(count, most - at);  // memory that another thread of JavaScript writes may have changed since
        std::memcpy(columns + at, found, count * sizeof(int64_t));
        for (int d = 0; d < loop.rank - 1; d++)
          std::fill_n(out.as<int64_t>() + d * total + at, count, coordinates[d]);
        at += count;
      }
    });
  });
}

}  // namespace

// (offsets, index, loop of both, size, step, fromEnd): offsets += index · step, where, if `fromEnd`, an index below 0 counts
// from the end. True: an index is out of range, and nothing of use was written.
void placesOf(Call& call) {
  const Array offsets = call.array(0, "offsets", DType::f64), index = call.array(1, "index", DType::i64);
  const int64_t size = call.integer(3, "size", 0, kMost), step = call.integer(4, "step", -kMost, kMost);
  const bool fromEnd = call.boolean(5, "fromEnd");
  Loop loop;
  readLoop(call, 2, {&offsets, &index}, loop);
  std::atomic<bool> fits{true};
  forPortions<2>(loop, [&](auto&& runs) {
    runs([&](const int64_t* at, int64_t n) {
      double* out = offsets.as<double>() + at[0];
      const int64_t* p = index.as<int64_t>() + at[1];
      const int64_t so = loop.innerStride(0), sp = loop.innerStride(1);
      bool ok = true;
      for (int64_t i = 0; i < n; i++) {
        int64_t place = p[i * sp];
        if (fromEnd && place < 0) place += size;
        const bool inside = uint64_t(place) < uint64_t(size);
        ok &= inside;
        out[i * so] += double(inside ? place : 0) * double(step);
      }
      if (!ok) fits.store(false, std::memory_order_relaxed);
    });
  });
  if (!fits) call.give(true);
}

// (out, a, loop of a): the coordinates of the elements that are not 0, in row-major order: for each dimension of the loop one
// row of `out`, which has exactly the room that they need.
void nonzero(Call& call) {
  const Array out = call.array(0, "out", DType::i64), a = call.array(1, "a");
  Loop loop;
  readLoop(call, 2, {&a}, loop);
  if (loop.count == 0) return;
  switch (a.type) {
    case DType::f32: return findAll<float>(out, a, loop);
    case DType::f64: return findAll<double>(out, a, loop);
    case DType::i64: return findAll<int64_t>(out, a, loop);
    case DType::i32: return findAll<int32_t>(out, a, loop);
    case DType::u8: return findAll<uint8_t>(out, a, loop);
  }
}

}  // namespace tsgrad
