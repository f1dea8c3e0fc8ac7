// Sums of floats in PyTorch's order (aten/src/ATen/native/cpu/SumKernel.cpp, cascade_sum), so that the last bit is the same:
// four accumulators, of as many lanes as 32 bytes hold, and levels of partial sums, each of which takes in 16 of the one
// below, so that rounding errors grow with the logarithm of the length.
#pragma once
#include <algorithm>

#include "reducer.h"

namespace tsgrad::cascade {

constexpr int kLevels = 4;
constexpr int kWays = 4;
template <class T> constexpr int kLanes = 32 / sizeof(T);

// A level takes in 2^this sums of the one below.
inline int levelPower(int64_t size) {
  int bits = 0;
  for (int64_t left = std::max<int64_t>(size, 2) - 1; left > 0; left >>= 1) bits++;
  return std::max(4, bits / kLevels);
}

// Adds rows, W columns each of which is `apart` from the next.
template <int W, class T>
ALWAYS_INLINE void addRows(const T* p, int64_t stride, int64_t apart, int64_t rows, T* sums) {
  T run[W];
  for (int w = 0; w < W; w++) run[w] = sums[w];
  for (int64_t i = 0; i < rows; i++)
    for (int w = 0; w < W; w++) run[w] += p[i * stride + w * apart];
  for (int w = 0; w < W; w++) sums[w] = run[w];
}

// The sums of W columns, `apart` from each other, of `size` rows.
template <int W, class T>
ALWAYS_INLINE void columns(const T* p, int64_t stride, int64_t apart, int64_t size, T* sums) {
  for (int w = 0; w < W; w++) sums[w] = 0;
  if (size < 16) return addRows<W>(p, stride, apart, size, sums);
  const int power = levelPower(size);
  const int64_t step = int64_t{1} << power, mask = step - 1;
  T level[kLevels][W] = {};
  int64_t i = 0;
  while (i + step <= size) {
    for (int w = 0; w < W; w++) sums[w] = 0;
    addRows<W>(p + i * stride, stride, apart, step, sums);
    i += step;
    for (int w = 0; w < W; w++) level[1][w] += sums[w], sums[w] = 0;
    for (int j = 2; j < kLevels && (i & (mask << ((j - 1) * power))) == 0; j++)
      for (int w = 0; w < W; w++) level[j][w] += level[j - 1][w], level[j - 1][w] = 0;
  }
  addRows<W>(p + i * stride, stride, apart, size - i, sums);
  for (int j = 1; j < kLevels; j++)
    for (int w = 0; w < W; w++) sums[w] += level[j][w];
}

template <class T> struct Sums {
  static constexpr int kVector = kLanes<T>, kBlock = kWays * kVector;

  // Adjacent elements.
  static ALWAYS_INLINE T adjacent(const T* p, int64_t n) {
    T sums[kBlock];
    const int64_t vectors = n / kVector, rows = vectors / kWays;
    if (rows > 0) {
      columns<kBlock>(p, kBlock, 1, rows, sums);
      addRows<kVector>(p + rows * kBlock, kVector, 1, vectors - rows * kWays, sums);
      for (int way = 1; way < kWays; way++)
        for (int l = 0; l < kVector; l++) sums[l] += sums[way * kVector + l];
    } else {
      for (int l = 0; l < kVector; l++) sums[l] = 0;
      addRows<kVector>(p, kVector, 1, vectors, sums);
    }
    return lanes(sums, p + vectors * kVector, n - vectors * kVector);
  }
  static ALWAYS_INLINE T lanes(const T* sums, const T* rest, int64_t n) {
    T total = 0;
    for (int64_t k = 0; k < n; k++) total += rest[k];
    for (int l = 0; l < kVector; l++) total += sums[l];
    return total;
  }
  // Rows of adjacent elements, added to the results.
  CLONES static void rows(const T* p, int64_t apart, int64_t n, int64_t count, T* out, int64_t step) {
    int64_t j = 0;
    // The additions of a row's lanes wait for each other: those of several rows need not.
    constexpr int kTogether = 8;
    if (n >= kBlock && n < 16 * kBlock)
      for (; j + kTogether <= count; j += kTogether) {
        T sums[kTogether][kBlock] = {};
        const int64_t whole = n / kBlock, vectors = n / kVector;
        for (int r = 0; r < kTogether; r++) {
          const T* const row = p + (j + r) * apart;
          addRows<kBlock>(row, kBlock, 1, whole, sums[r]);
          addRows<kVector>(row + whole * kBlock, kVector, 1, vectors - whole * kWays, sums[r]);
          for (int way = 1; way < kWays; way++)
            for (int l = 0; l < kVector; l++) sums[r][l] += sums[r][way * kVector + l];
        }
        T total[kTogether] = {};
        for (int64_t k = vectors * kVector; k < n; k++)
          for (int r = 0; r < kTogether; r++) total[r] += p[(j + r) * apart + k];
        for (int l = 0; l < kVector; l++)
          for (int r = 0; r < kTogether; r++) total[r] += sums[r][l];
        for (int r = 0; r < kTogether; r++) out[(j + r) * step] += total[r];
      }
    for (; j < count; j++) out[j * step] += adjacent(p + j * apart, n);
  }

  // Elements that lie apart.
  static T apart(const T* p, int64_t stride, int64_t n) {
    T sums[kWays];
    const int64_t rows = n / kWays;
    columns<kWays>(p, kWays * stride, stride, rows, sums);
    for (int64_t i = rows * kWays; i < n; i++) sums[0] += p[i * stride];
    for (int way = 1; way < kWays; way++) sums[0] += sums[way];
    return sums[0];
  }

  // As many neighbouring columns as fill four vectors, and one.
  CLONES static void block(const T* p, int64_t stride, int64_t n, T* sums) { columns<kBlock>(p, stride, 1, n, sums); }
  CLONES static void vector(const T* p, int64_t stride, int64_t n, T* sums) {
    const int64_t rows = n / kWays;
    T ways[kWays][kVector];
    for (int way = 0; way < kWays; way++) columns<kVector>(p + way * stride, kWays * stride, 1, rows, ways[way]);
    for (int64_t i = rows * kWays; i < n; i++)
      for (int l = 0; l < kVector; l++) ways[0][l] += p[i * stride + l];
    for (int way = 1; way < kWays; way++)
      for (int l = 0; l < kVector; l++) ways[0][l] += ways[way][l];
    for (int l = 0; l < kVector; l++) sums[l] = ways[0][l];
  }
};

// What lies in the two innermost dimensions: n elements make one of `wide` results, which they are added to.
template <class T>
void plane(const T* p, int64_t stride, int64_t n, int64_t apart, int64_t wide, T* out, int64_t step) {
  using S = Sums<T>;
  int64_t j = 0;
  const auto add = [&](int count, const T* sums) {
    for (int k = 0; k < count; k++, j++) out[j * step] += sums[k];
  };
  T sums[S::kBlock];
  if (stride == 1 && n >= S::kVector) {
    return S::rows(p, apart, n, wide, out, step);
  }
  if (apart == 1 && wide >= S::kVector) {
    while (j + S::kBlock <= wide) S::block(p + j, stride, n, sums), add(S::kBlock, sums);
    while (j + S::kVector <= wide) S::vector(p + j, stride, n, sums), add(S::kVector, sums);
  } else if (stride >= apart) {
    while (j + kWays <= wide) columns<kWays>(p + j * apart, stride, apart, n, sums), add(kWays, sums);
  }
  for (; j < wide; j++) out[j * step] += S::apart(p + j * apart, stride, n);
}

// Is it PyTorch's order whatever the number of threads? There it shares larger work out; rows stay whole.
inline bool rowsOf(const Reduction& r) { return r.kept == r.loop.rank - 1 && r.kept > 0 && r.loop.innerStride(1) == 1; }
inline bool applies(const Reduction& r) {
  return r.results * r.count < pool::kGrain || (rowsOf(r) && r.results > 1);
}

template <class T> void run(const Reduction& r, bool mean) {
  const Loop& loop = r.loop;
  const T* const a = r.a.as<T>();
  T* const out = r.out.as<T>();
  const int last = loop.rank - 1;
  if (r.results * r.count >= pool::kGrain) {
    // Planes of rows, in pieces.
    const int64_t wide = loop.size[r.kept - 1], planes = r.results / wide;
    const int64_t grain = std::max<int64_t>(1, pool::kGrain / r.count), pieces = (wide + grain - 1) / grain;
    return pool::forChunks(planes * pieces, [&](int64_t chunk) {
      Cursor<2> at(loop, 0, r.kept - 1, chunk / pieces);
      const int64_t begin = chunk % pieces * grain, count = std::min(grain, wide - begin);
      const int64_t apart = loop.stride[1][r.kept - 1], step = loop.stride[0][r.kept - 1];
      T* const to = out + at.at[0] + begin * step;
      for (int64_t j = 0; j < count; j++) to[j * step] = 0;
      plane(a + at.at[1] + begin * apart, 1, r.count, apart, count, to, step);
      for (int64_t j = 0; mean && j < count; j++) to[j * step] /= T(r.count);
    });
  }
  Cursor<2> result(loop, 0, r.kept, 0);
  for (int64_t i = 0; i < r.results; i++, result.next()) out[result.at[0]] = 0;
  if (r.count > 0) {
    const bool single = last == 0;
    const int64_t wide = single ? 1 : loop.size[last - 1];
    const int64_t planes = r.results == 0 ? 0 : loop.count / (loop.inner() * wide);
    Cursor<2> at(loop, 0, std::max(0, last - 1), 0);
    for (int64_t i = 0; i < planes; i++, at.next())
      plane(a + at.at[1], loop.innerStride(1), loop.inner(), single ? 0 : loop.stride[1][last - 1], wide, out + at.at[0],
            single ? 0 : loop.stride[0][last - 1]);
  }
  if (!mean) return;
  Cursor<2> again(loop, 0, r.kept, 0);
  for (int64_t i = 0; i < r.results; i++, again.next()) out[again.at[0]] /= T(r.count);
}

}  // namespace tsgrad::cascade
