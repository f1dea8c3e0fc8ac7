// Counting and searching: searchsorted, bincount, histc.
#include <algorithm>
#include <cmath>

#include "families.h"
#include "order.h"
#include "pool.h"

namespace tsgrad {
namespace {

// The steps of PyTorch's binary search, without a branch that nobody could foresee. A NaN on either side is passed, as there.
template <class T, class Passes> int64_t positionIn(const T* sorted, int64_t n, const Passes& passes) {
  const T* first = sorted;
  while (n > 0) {
    const int64_t half = n >> 1;
#if defined(__GNUC__)
    // In a large array each look is a miss: both places that may be next are on their way meanwhile.
    __builtin_prefetch(first + (half >> 1));
    __builtin_prefetch(first + half + 1 + (half >> 1));
#endif
    const int64_t passed = passes(first[half]) ? 1 : 0;
    first += -passed & (half + 1);
    n = half - (passed & ~n & 1);
  }
  return first - sorted;
}

template <class T>
void searchRows(const Array& out, const Array& sorted, const Array& values, int64_t n, int64_t width, bool right) {
  const int64_t rows = width == 0 ? 0 : values.length / width;
  pool::forPieces(rows * width, pool::kGrain / 16, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; i++) {
      const int64_t row = sorted.length == n ? 0 : i / width;
      const T* from = sorted.as<T>() + row * n;
      const T value = values.as<T>()[i];
      out.as<int64_t>()[i] = right ? positionIn(from, n, [value](T x) { return !(x > value); })
                                   : positionIn(from, n, [value](T x) { return !(x >= value); });
    }
  });
}

template <class T> void countBins(T* out, int64_t bins, const T* a, int64_t n, double low, double high) {
  // As PyTorch: the quotient in the elements' own precision; the highest value falls into the last bin.
  const T least = T(low), most = T(high), width = most - least;
  for (int64_t i = 0; i < n; i++) {
    if (!(a[i] >= least && a[i] <= most)) continue;
    const int64_t bin = static_cast<int64_t>((a[i] - least) / width * T(bins));
    out[std::min(bin, bins - 1)] += 1;
  }
}

}  // namespace

// (out, sorted, values, n, width, right): per row of `width` values their places in its row of n sorted elements, or in
// the only row.
void searchSorted(Call& call) {
  const Array out = call.array(0, "out", DType::i64), sorted = call.array(1, "sorted");
  const Array values = call.like(sorted, 2, "values");
  const int64_t n = call.integer(3, "n", 0, sorted.length), width = call.integer(4, "width", 0, values.length);
  const bool right = call.boolean(5, "right");
  if (out.length < values.length) throw Refusal{Refusal::range, "out: too short"};
  if (sorted.length != n && width > 0 && n > 0 && values.length / width > sorted.length / n)
    throw Refusal{Refusal::range, "sorted: fewer rows than values"};
  switch (sorted.type) {
    case DType::f32: return searchRows<float>(out, sorted, values, n, width, right);
    case DType::f64: return searchRows<double>(out, sorted, values, n, width, right);
    case DType::i64: return searchRows<int64_t>(out, sorted, values, n, width, right);
    case DType::i32: return searchRows<int32_t>(out, sorted, values, n, width, right);
    case DType::u8: return searchRows<uint8_t>(out, sorted, values, n, width, right);
  }
}

// (out, a, weights): out[a[i]] += weights[i], or 1 where `weights` is out itself.
void bincount(Call& call) {
  const Array out = call.array(0, "out"), a = call.array(1, "a", DType::i64), weights = call.like(out, 2, "weights");
  const bool plain = weights.data == out.data;
  if (!plain && weights.length < a.length) throw Refusal{Refusal::range, "weights: too short"};
  const int64_t* bins = a.as<int64_t>();
  for (int64_t i = 0; i < a.length; i++)
    if (bins[i] < 0 || bins[i] >= out.length) throw Refusal{Refusal::range, "a: a bin beyond the output"};
  if (out.type == DType::i64 && plain)
    for (int64_t i = 0; i < a.length; i++) out.as<int64_t>()[bins[i]]++;
  else if (out.type == DType::f32 && !plain)
    for (int64_t i = 0; i < a.length; i++) out.as<float>()[bins[i]] += weights.as<float>()[i];
  else if (out.type == DType::f64 && !plain)
    for (int64_t i = 0; i < a.length; i++) out.as<double>()[bins[i]] += weights.as<double>()[i];
  else throw Refusal{Refusal::type, "out: expected int64 counts, or sums of float weights"};
}

// (out, a, low, high): counts of `a` in equal bins from low to high.
void histc(Call& call) {
  const Array out = call.array(0, "out"), a = call.like(out, 1, "a");
  const double low = call.number(2, "low"), high = call.number(3, "high");
  if (out.length < 1) throw Refusal{Refusal::range, "out: expected bins"};
  if (out.type == DType::f32) return countBins(out.as<float>(), out.length, a.as<float>(), a.length, low, high);
  if (out.type == DType::f64) return countBins(out.as<double>(), out.length, a.as<double>(), a.length, low, high);
  throw Refusal{Refusal::type, "out: expected floats"};
}

}  // namespace tsgrad
