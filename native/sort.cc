// Sorting along rows: stable, NaN above everything.
#include <algorithm>
#include <memory>
#include <vector>

#include "rows.h"

namespace tsgrad {
namespace {

// Below so many elements comparing is faster than counting digits.
constexpr int64_t kShort = 256;
constexpr int kDigit = 11;
constexpr int kBuckets = 1 << kDigit;

// Sorts by counting digits, the lowest first; `scratch` is as long. Digits that all items share are skipped.
template <class Item> Item* sortByDigits(Item* items, Item* scratch, int64_t n) {
  constexpr int bits = 8 * sizeof(decltype(items->key()));
  constexpr int passes = (bits + kDigit - 1) / kDigit;
  std::vector<uint32_t> counts(passes * kBuckets, 0);
  for (int64_t i = 0; i < n; i++) {
    const auto key = items[i].key();
    for (int p = 0; p < passes; p++) counts[p * kBuckets + (key >> (p * kDigit) & (kBuckets - 1))]++;
  }
  for (int p = 0; p < passes; p++) {
    uint32_t* count = &counts[p * kBuckets];
    const int shift = p * kDigit;
    if (count[items[0].key() >> shift & (kBuckets - 1)] == n) continue;
    uint32_t sum = 0;
    for (int b = 0; b < kBuckets; b++) {
      const uint32_t here = count[b];
      count[b] = sum;
      sum += here;
    }
    for (int64_t i = 0; i < n; i++) scratch[count[items[i].key() >> shift & (kBuckets - 1)]++] = items[i];
    std::swap(items, scratch);
  }
  return items;
}

template <class T, class Place> void sortRows(const Rows& r, bool descending) {
  using Item = ItemOf<T>;
  const KeyOf<T> flip = descending ? ~KeyOf<T>(0) : 0;
  const int64_t n = r.n;
  pool::forPieces(r.rows, std::max<int64_t>(1, (pool::kGrain >> 3) / n), [&](int64_t begin, int64_t end) {
    const std::unique_ptr<Item[]> items(new Item[n]), scratch(n < kShort ? nullptr : new Item[n]);
    for (int64_t row = begin; row < end; row++) {
      const T* a = r.a.as<T>() + r.offset + row * n;
      for (int64_t i = 0; i < n; i++) items[i] = itemOf(a[i], i, flip);
      Item* sorted = items.get();
      if (n < kShort) std::sort(sorted, sorted + n);
      else sorted = sortByDigits(sorted, scratch.get(), n);
      writeRow<T, Place>(r, row, sorted, n);
    }
  });
}

// int64 values that lie less than 2^32 apart are sorted by their distance from the least, in half the memory.
struct Near {
  int64_t least;
  bool yes;
};
Near nearness(const int64_t* a, int64_t n) {
  int64_t least = a[0], most = a[0];
  for (int64_t i = 1; i < n; i++) {
    least = std::min(least, a[i]);
    most = std::max(most, a[i]);
  }
  return {least, uint64_t(most) - uint64_t(least) < (uint64_t(1) << 32)};
}

template <class Place> bool sortNear(const Rows& r, bool descending) {
  const int64_t n = r.n, total = r.rows * n;
  const int64_t* all = r.a.as<int64_t>() + r.offset;
  const Near near = nearness(all, total);
  if (!near.yes) return false;
  const uint32_t flip = descending ? ~0u : 0;
  pool::forPieces(r.rows, std::max<int64_t>(1, (pool::kGrain >> 3) / n), [&](int64_t begin, int64_t end) {
    const std::unique_ptr<NarrowItem[]> items(new NarrowItem[n]), scratch(new NarrowItem[n]);
    for (int64_t row = begin; row < end; row++) {
      const int64_t* a = all + row * n;
      for (int64_t i = 0; i < n; i++)
        items[i] = NarrowItem(uint32_t(uint64_t(a[i]) - uint64_t(near.least)) ^ flip, uint32_t(i));
      const NarrowItem* sorted = sortByDigits(items.get(), scratch.get(), n);
      for (int64_t i = 0; i < n; i++) {
        r.values.as<int64_t>()[row * n + i] =
            int64_t(uint64_t(sorted[i].key() ^ flip) + uint64_t(near.least));
        r.indices.as<Place>()[row * n + i] = static_cast<Place>(sorted[i].place());
      }
    }
  });
  return true;
}

// A long row: the pool sorts pieces of it, which are merged two by two.
template <class T, class Place> void sortLong(const Rows& r, bool descending) {
  using Item = ItemOf<T>;
  const KeyOf<T> flip = descending ? ~KeyOf<T>(0) : 0;
  const int64_t n = r.n;
  const int pieces = std::min(pool::threads(), 8);
  const std::unique_ptr<Item[]> items(new Item[n]), scratch(new Item[n]);
  std::vector<int64_t> edges;
  for (int p = 0; p <= pieces; p++) edges.push_back(n * p / pieces);
  for (int64_t row = 0; row < r.rows; row++) {
    const T* a = r.a.as<T>() + r.offset + row * n;
    pool::forChunks(pieces, [&](int64_t p) {
      const int64_t begin = edges[p], length = edges[p + 1] - begin;
      for (int64_t i = begin; i < begin + length; i++) items[i] = itemOf(a[i], i, flip);
      const Item* sorted = sortByDigits(items.get() + begin, scratch.get() + begin, length);
      if (sorted != items.get() + begin) std::copy(sorted, sorted + length, items.get() + begin);
    });
    Item *from = items.get(), *to = scratch.get();
    for (int step = 1; step < pieces; step *= 2) {
      for (int p = 0; p < pieces; p += 2 * step) {
        const int64_t begin = edges[p], middle = edges[std::min(p + step, pieces)];
        const int64_t end = edges[std::min(p + 2 * step, pieces)];
        std::merge(from + begin, from + middle, from + middle, from + end, to + begin);
      }
      std::swap(from, to);
    }
    const int64_t grain = pool::kGrain;
    pool::forPieces(n, grain, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; i++) {
        const auto place = from[i].place();
        r.values.as<T>()[row * n + i] = a[place];
        r.indices.as<Place>()[row * n + i] = static_cast<Place>(place);
      }
    });
  }
}

}  // namespace

// (values, indices, a, offset, n, descending): rows of n adjacent elements of `a`, sorted.
void sort(Call& call) {
  const int64_t n = call.integer(4, "n", 0, kMostElements);
  const bool descending = call.boolean(5, "descending");
  const Rows r = readRows(call, n, n);
  if (r.rows == 0) return;
  const bool isLong = n >= 4 * pool::kGrain && r.rows < pool::threads();
  forTypes(r, [&](auto element, auto place) {
    using T = decltype(element);
    using Place = decltype(place);
    if constexpr (std::is_same_v<T, int64_t>)
      if (n >= kShort && sortNear<Place>(r, descending)) return;
    if (isLong) sortLong<T, Place>(r, descending);
    else sortRows<T, Place>(r, descending);
  });
}

}  // namespace tsgrad
